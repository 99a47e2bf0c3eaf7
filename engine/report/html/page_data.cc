#include "engine/report/html/page_data.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/report/html/page_sources.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {

PageData PageText(absl::string_view text) {
  return text.empty() ? PageData(false) : PageData(Visible(text));
}

PageData PageObject(std::initializer_list<PageField> fields) {
  PageData object;
  for (const auto& [name, text] : fields) object[name] = PageText(text);
  return object;
}

PageData PageHtml(const std::string& html) {
  return html.empty() ? PageData(false) : PageData(html);
}

absl::StatusOr<std::string> RenderPage(absl::string_view name,
                                       const PageData& data) {
  const absl::string_view source = PageSource(name);
  if (source.empty()) {
    return absl::InternalError(absl::StrCat("there is no template ", name));
  }
  kainjow::mustache::mustache page{std::string(source)};
  page.set_custom_escape(
      [](const std::string& text) { return EscapeHtml(text); });
  std::string text = page.render(data);
  if (!page.is_valid()) {
    return absl::InternalError(
        absl::StrCat("template ", name, ": ", page.error_message()));
  }
  return text;
}

std::string EscapeHtml(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"},
                                    {"<", "&lt;"},
                                    {">", "&gt;"},
                                    {"\"", "&quot;"},
                                    {"'", "&#39;"}});
}

}  // namespace patchgraph
