// What the templates of the page are filled with. The one place that knows the
// template engine (Mustache: https://mustache.github.io/mustache.5.html).
//
// Foreign text reaches a page in two ways alone: as a text of PageData, which
// templates write as {{name}} and the engine escapes; or through EscapeHtml().

#ifndef PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_DATA_H_
#define PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_DATA_H_

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "kainjow/mustache.hpp"

namespace patchgraph {

using PageData = kainjow::mustache::data;
using PageRows = kainjow::mustache::list;

// A text; where it is empty, "false", so that {{#name}} leaves its part out.
// Control characters, and those that turn the direction of writing, are made
// visible: a name cannot be disguised.
PageData PageText(absl::string_view text);

// The same with an empty text for "none", for a name that a template must not
// look up in what is around.
using PageField = std::pair<const char*, absl::string_view>;
PageData PageObject(std::initializer_list<PageField> fields);

// HTML of our own making, which a template writes as {{{name}}}.
PageData PageHtml(const std::string& html);

// The template `name` of PageSource(), filled. Internal where the template
// itself is wrong.
absl::StatusOr<std::string> RenderPage(absl::string_view name,
                                       const PageData& data);

// `text` with &, <, >, " and ' as entities: for content and quoted attributes.
std::string EscapeHtml(absl::string_view text);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_HTML_PAGE_DATA_H_
