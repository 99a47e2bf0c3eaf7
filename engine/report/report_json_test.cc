#include "engine/report/report_json.h"

#include <cmath>
#include <string>

#include "engine/report/check/sample_report.h"
#include "engine/report/maintainability/figures.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

using google::protobuf::util::JsonStringToMessage;
using google::protobuf::util::MessageDifferencer;
using testing::HasSubstr;
using testing::Not;

TEST(ToJson, PrintsEveryFieldOfTheSchema) {
  HunkName name;
  name.set_patch("a.patch");
  EXPECT_EQ(ToJson(name),
            "{\n"
            "  \"patch\": \"a.patch\",\n"
            "  \"path\": \"\",\n"
            "  \"hunk\": 0\n"
            "}\n");
}

TEST(ToJson, PrintsTheFewestDigitsThatAreTheSameNumber) {
  const auto value = [](double number) {
    Figure figure;
    figure.set_value(number);
    return ToJson(figure);
  };
  EXPECT_THAT(value(3), HasSubstr("\"value\": 3,"));
  EXPECT_THAT(value(0.1), HasSubstr("\"value\": 0.1,"));
  EXPECT_THAT(value(0.1 + 0.2), HasSubstr("\"value\": 0.30000000000000004,"));
  EXPECT_THAT(value(std::nan("")), HasSubstr("\"value\": null,"));
}

TEST(ToJson, PrintsListsAndMessages) {
  RegionReport region;
  region.mutable_ours()->set_start(3);
  region.add_hunks(1);
  region.add_hunks(2);
  // The sides that are not set are left out; a list is always there.
  EXPECT_EQ(ToJson(region),
            "{\n"
            "  \"ours\": {\n"
            "    \"start\": 3,\n"
            "    \"text\": \"\"\n"
            "  },\n"
            "  \"hunks\": [\n"
            "    1,\n"
            "    2\n"
            "  ]\n"
            "}\n");
  EXPECT_EQ(ToJson(RegionReport()), "{\n  \"hunks\": []\n}\n");
}

TEST(ToJson, EscapesText) {
  ExcerptReport excerpt;
  excerpt.set_text("a\"b\\c\n\t\r\x1b\x7f<\xC3\xBC>");
  EXPECT_THAT(ToJson(excerpt),
              HasSubstr("\"a\\\"b\\\\c\\n\\t\\r\\u001b\\u007f<\xC3\xBC>\""));
}

// protobuf's reader is the judge.
TEST(ToJson, ReadsBackAsTheSameReport) {
  for (const CheckReport& report :
       {SampleReport(), LongReport(200), CheckReport()}) {
    const std::string json = ToJson(report);
    CheckReport read;
    const auto status = JsonStringToMessage(json, &read);
    ASSERT_TRUE(status.ok()) << status.ToString();
    EXPECT_TRUE(MessageDifferencer::Equals(report, read));
    EXPECT_EQ(ToJson(report), json);
  }
}

TEST(ToJson, HasTheDocumentedShape) {
  const std::string json = ToJson(SampleReport());
  for (const char* field :
       {"\"summary\": {", "\"files_in_conflict\": 1", "\"conflict_regions\": 1",
        "\"masked_hunks\": 1", "\"verdicts\": {", "\"fuzz\": 0",
        "\"kind\": \"content\"", "\"clean\": false", "\"subsystems\": ["}) {
    EXPECT_THAT(json, HasSubstr(field));
  }
  EXPECT_THAT(json, Not(HasSubstr("filesInConflict")));
}

}  // namespace
}  // namespace patchgraph
