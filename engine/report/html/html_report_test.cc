#include "engine/report/html/html_report.h"

#include <openssl/sha.h>

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kSample[] = R"textproto(
  title: "Toy"
  onto: "v2"
  judgement {
    answer: "carry switched off"
    summary: "One file is in conflict."
    reasons { message: "1 file is in conflict." part: "merge" }
  }
  check {
    onto: "v2"
    summary {
      patches: 1
      verdicts { conflict: 1 }
    }
    stacks {
      name: "hv"
      base: "v1"
      patches {
        name: "timer.patch"
        verdict: "conflict"
        files { path: "kernel/timer.c" verdict: "conflict" subsystem: "kernel" }
      }
    }
    conflicts {
      kind: "content"
      path: "kernel/timer.c"
      stack: "hv"
      patch: "timer.patch"
      regions {
        base { start: 7 text: "tick(now);\n" }
        ours { start: 9 text: "tick(later);\n" }
        theirs { start: 7 text: "tick(hv);\n" }
      }
    }
  }
  proposals { conflict: 1 region: 1 text: "tick(hv_later);\n" basis: "as before" }
)textproto";

MaintainabilityReport Sample() {
  MaintainabilityReport report;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kSample, &report));
  return report;
}

std::string PageOf(const MaintainabilityReport& report) {
  const absl::StatusOr<std::string> page = HtmlReport(report);
  EXPECT_TRUE(page.ok()) << page.status().ToString();
  return page.ok() ? *page : std::string();
}

// What stands between the first `begin` and the `end` behind it.
std::string Between(const std::string& text, const std::string& begin,
                    const std::string& end) {
  const size_t from = text.find(begin);
  if (from == std::string::npos) return "";
  const size_t start = from + begin.size();
  return text.substr(start, text.find(end, start) - start);
}

std::string DigestOf(const std::string& text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         digest);
  return absl::StrCat(
      "'sha256-",
      absl::Base64Escape(std::string(digest, digest + SHA256_DIGEST_LENGTH)),
      "'");
}

TEST(HtmlReportTest, TheAnswerAndTheConflict) {
  const std::string page = PageOf(Sample());
  EXPECT_THAT(page, HasSubstr("<title>Toy on v2: carry switched off</title>"));
  EXPECT_THAT(page, HasSubstr("One file is in conflict."));
  EXPECT_THAT(page, HasSubstr("tick(<ins>later</ins>);"));
  EXPECT_THAT(page, HasSubstr("tick(<ins>hv</ins>);"));
  EXPECT_THAT(page, HasSubstr("tick(<del>now</del>);"));
  EXPECT_THAT(page, HasSubstr("tick(<ins>hv_later</ins>);"));
}

TEST(HtmlReportTest, AnEmptyReportIsAPage) {
  const std::string page = PageOf(MaintainabilityReport());
  EXPECT_TRUE(absl::StartsWith(page, "<!doctype html>"));
  EXPECT_TRUE(absl::EndsWith(page, "</html>\n"));
  EXPECT_THAT(page, HasSubstr("No forks"));
}

TEST(HtmlReportTest, ThePolicyNamesItsOwnStyleAndScriptAlone) {
  const std::string page = PageOf(Sample());
  EXPECT_EQ(Between(page, "Content-Security-Policy\" content=\"", "\""),
            absl::StrCat("default-src 'none'; style-src ",
                         DigestOf(Between(page, "<style>", "</style>")),
                         "; script-src ",
                         DigestOf(Between(page, "<script>", "</script>")),
                         "; base-uri 'none'; form-action 'none'"));
  EXPECT_THAT(page, Not(HasSubstr(" style=\"")));
  EXPECT_THAT(page, Not(HasSubstr("://")));
}

// Every text field of the report, however deep, holds markup: none gets
// through.
void Poison(const std::string& text, int depth,
            google::protobuf::Message* message) {
  using google::protobuf::FieldDescriptor;
  const auto* reflection = message->GetReflection();
  const auto* type = message->GetDescriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    const FieldDescriptor* field = type->field(i);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      if (field->is_repeated()) {
        reflection->AddString(message, field, text);
      } else {
        reflection->SetString(message, field, text);
      }
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
               depth > 0) {
      Poison(text, depth - 1,
             field->is_repeated() ? reflection->AddMessage(message, field)
                                  : reflection->MutableMessage(message, field));
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32 &&
               !field->is_repeated()) {
      reflection->SetInt32(message, field, 1);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
      reflection->SetDouble(message, field, 1);
    }
  }
}

TEST(HtmlReportTest, NoTextOfAReportIsMarkup) {
  for (const std::string text :
       {"<b onclick='x'>\"", "</script><img src=x>", "{{title}}{{{style}}}",
        "--><svg onload=x>", "' onfocus=\"x\" y='<b "}) {
    MaintainabilityReport report;
    Poison(text, 8, &report);
    const std::string page = PageOf(report);
    EXPECT_THAT(page, Not(HasSubstr("<b onclick")));
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, Not(HasSubstr("<svg onload")));
    EXPECT_THAT(page, Not(HasSubstr("\" y='")));
    EXPECT_THAT(page, Not(HasSubstr("' onfocus")));
    EXPECT_EQ(page.find("</script>"), page.rfind("</script>"));
    // Nor is it looked at as a template.
    EXPECT_EQ(absl::StrContains(page, "{{title}}{{{style}}}"), text[0] == '{');
  }
}

TEST(HtmlReportTest, NoNumberBreaksIt) {
  for (const double value : {-1.0, 0.0, 1e300, -1e300}) {
    MaintainabilityReport report = Sample();
    Figure* figure = report.add_figures();
    figure->set_name("files-in-conflict");
    figure->set_value(value);
    *report.mutable_forecast()->add_next_release() = *figure;
    SubsystemFootprint* part = report.mutable_footprint()->add_subsystems();
    part->set_name("kernel");
    part->set_burden(value);
    part->set_changed_share(value);
    for (int i = 0; i < 2; ++i) {
      *report.mutable_trend()->add_runs()->add_figures() = *figure;
    }
    const std::string page = PageOf(report);
    EXPECT_THAT(page, Not(HasSubstr("nan")));
  }
}

TEST(HtmlReportTest, ExcerptsHaveAnEnd) {
  MaintainabilityReport report = Sample();
  std::string text;
  for (int i = 0; i < 2000; ++i) absl::StrAppend(&text, "line ", i, " of it\n");
  for (int i = 0; i < 300; ++i) {
    ConflictReport* conflict = report.mutable_check()->add_conflicts();
    conflict->set_path("kernel/long.c");
    RegionReport* region = conflict->add_regions();
    region->mutable_ours()->set_text(text);
  }
  const std::string page = PageOf(report);
  EXPECT_LT(page.size(), 3000000);
  EXPECT_THAT(page, HasSubstr("as many excerpts as it can hold"));
}

}  // namespace
}  // namespace patchgraph
