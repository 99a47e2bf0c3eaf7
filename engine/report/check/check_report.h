// The answer of a check as one message: what `--json` prints and what the
// text for people is made from.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_CHECK_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_CHECK_REPORT_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "engine/between/between.h"
#include "engine/check/check.h"
#include "engine/report/check/check.pb.h"

namespace patchgraph {

struct ReportOptions {
  std::string onto;  // the target as it was named; empty without one
  CheckOptions check;
  // The subsystem that a path belongs to. Where it is unset, the report says
  // nothing of subsystems.
  std::function<std::string(absl::string_view path)> subsystem;
  // The position of the stack that has to be merged first.
  absl::optional<int> first;
};

// The report of `checks`, which were all made with `options.check`, and of what
// they have between them, if there are several; null if that was not looked at.
// All text in it is valid UTF-8.
CheckReport MakeReport(absl::Span<const StackCheck> checks,
                       const ReportOptions& options,
                       const BetweenStacks* between = nullptr);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_CHECK_REPORT_H_
