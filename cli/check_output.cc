#include "cli/check_output.h"

#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_status.h"
#include "engine/report/check_text.h"
#include "engine/report/report_json.h"
#include "engine/report/text_style.h"

namespace patchgraph {
namespace {

absl::Status WriteFile(const std::string& name, const std::string& text) {
  std::ofstream file(name, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  if (file) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", name));
}

}  // namespace

int PrintReport(const CheckReport& report, const CheckArguments& arguments,
                const CliStreams& streams) {
  const int status = report.summary().clean() ? kExitClean : kExitConflicts;
  if (arguments.quiet) return status;
  TextStyle style;
  style.width = streams.width;
  style.verbose = arguments.verbose;
  style.terminal = streams.terminal && arguments.output.empty();
  style.colour = streams.colour && arguments.output.empty();
  const std::string text =
      arguments.json ? ToJson(report) : RenderText(report, style);
  if (arguments.output.empty()) {
    streams.out << text << std::flush;
    return status;
  }
  const absl::Status written =
      WriteFile(PathFrom(streams, arguments.output), text);
  return written.ok() ? status : Fail(written, streams);
}

}  // namespace patchgraph
