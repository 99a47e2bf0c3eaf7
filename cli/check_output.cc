#include "cli/check_output.h"

#include <string>

#include "absl/status/status.h"
#include "cli/exit_status.h"
#include "cli/output_file.h"
#include "engine/report/check/check_text.h"
#include "engine/report/report_json.h"

namespace patchgraph {
int PrintReport(const CheckReport& report, const CheckArguments& arguments,
                const CliStreams& streams) {
  const int status = report.summary().clean() ? kExitClean : kExitConflicts;
  if (arguments.quiet) return status;
  const std::string text =
      arguments.json ? ToJson(report)
                     : RenderText(report, StyleFor(arguments.output,
                                                   arguments.verbose, streams));
  const absl::Status written = WriteOutput(text, arguments.output, streams);
  return written.ok() ? status : Fail(written, streams);
}

}  // namespace patchgraph
