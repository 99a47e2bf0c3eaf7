#include "engine/report/html/html_report.h"

#include <openssl/evp.h>

#include <array>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/report/html/page_data.h"
#include "engine/report/html/page_parts.h"
#include "engine/report/html/page_sources.h"
#include "engine/report/html/page_words.h"

namespace patchgraph {
namespace {

constexpr const char* kStyles[] = {"report.css", "lists.css", "pictures.css",
                                   "media.css"};
constexpr const char* kScripts[] = {"address.js", "filter.js", "picture.js",
                                    "page.js"};

// The parts in the order of the page: the answer first.
struct PagePart {
  const char* template_name;
  PageData (*data)(PageContext* context);
};
constexpr PagePart kParts[] = {
    {"answer.html", AnswerPart},       {"merge.html", MergePart},
    {"neutral.html", NeutralPart},     {"hidden.html", HiddenPart},
    {"footprint.html", FootprintPart}, {"graph.html", GraphPart},
    {"years.html", YearsPart},         {"since.html", SincePart}};

template <size_t Count>
std::string Joined(const char* const (&names)[Count]) {
  std::string text = "\n";
  for (const char* name : names) absl::StrAppend(&text, PageSource(name));
  return text;
}

// "'sha256-…'", as a content security policy names a style or script.
absl::StatusOr<std::string> DigestSource(absl::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(),
                 nullptr) != 1) {
    return absl::InternalError("SHA-256 is not to be had");
  }
  const std::string bytes(digest.begin(), digest.begin() + size);
  return absl::StrCat("'sha256-", absl::Base64Escape(bytes), "'");
}

}  // namespace

absl::StatusOr<std::string> HtmlReport(const MaintainabilityReport& report) {
  PageContext context(report);
  std::string parts;
  for (const PagePart& part : kParts) {
    absl::StatusOr<std::string> html =
        RenderPage(part.template_name, part.data(&context));
    if (!html.ok()) return html.status();
    parts.append(*html);
  }
  const std::string style = Joined(kStyles);
  const std::string script = Joined(kScripts);
  const absl::StatusOr<std::string> style_source = DigestSource(style);
  if (!style_source.ok()) return style_source.status();
  const absl::StatusOr<std::string> script_source = DigestSource(script);
  if (!script_source.ok()) return script_source.status();
  PageData page = PageObject({{"title", report.title()},
                              {"onto", report.onto()},
                              {"onto_id", ShortCommit(report.onto_id())},
                              {"made_at", report.made_at()},
                              {"made", TimeWords(report.made_at())},
                              {"version", report.version()},
                              {"answer", report.judgement().answer()}});
  page["policy"] = PageHtml(absl::StrCat(
      "default-src 'none'; style-src ", *style_source, "; script-src ",
      *script_source, "; base-uri 'none'; form-action 'none'"));
  page["style"] = PageHtml(style);
  page["script"] = PageHtml(script);
  page["filters"] = FilterChoices(&context);
  page["parts"] = PageHtml(parts);
  return RenderPage("report.html", page);
}

}  // namespace patchgraph
