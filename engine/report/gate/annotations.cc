#include "engine/report/gate/annotations.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/report/gate/gate_parts.h"
#include "engine/report/json_writer.h"
#include "engine/report/terminal_text.h"

namespace patchgraph {
namespace {

// A step's first ten errors and ten warnings are shown beside the code; the
// rest is in its log.
std::string CommandText(absl::string_view text) {
  return absl::StrReplaceAll(Visible(text), {{"%", "%25"}});
}

std::string CommandProperty(absl::string_view text) {
  return absl::StrReplaceAll(CommandText(text), {{":", "%3A"}, {",", "%2C"}});
}

absl::string_view GitlabSeverity(absl::string_view level) {
  return level == "error" ? "major" : level == "warning" ? "minor" : "info";
}

}  // namespace

std::string GithubAnnotations(const GateReport& report) {
  std::string out;
  for (const GateItem& item : ItemsOf(report)) {
    absl::StrAppend(&out, "::", item.level == "note" ? "notice" : item.level,
                    " file=", CommandProperty(item.path), ",line=", item.line,
                    ",endLine=", item.last_line, ",title=",
                    CommandProperty(absl::StrCat(item.rule, ": ", item.title)),
                    "::", CommandText(item.message), "\n");
  }
  return out;
}

std::string GitlabAnnotations(const GateReport& report) {
  JsonWriter json;
  json.OpenList();
  for (const GateItem& item : ItemsOf(report)) {
    json.OpenObject();
    json.Text("description", item.message);
    json.Text("check_name", item.rule);
    json.Text("fingerprint", item.fingerprint);
    json.Text("severity", GitlabSeverity(item.level));
    json.Key("location");
    json.OpenObject();
    json.Text("path", item.path);
    json.Key("lines");
    json.OpenObject();
    json.Number("begin", item.line);
    json.Number("end", item.last_line);
    json.CloseObject();
    json.CloseObject();
    json.CloseObject();
  }
  json.CloseList();
  return json.Take();
}

}  // namespace patchgraph
