// What several forms of a gate's answer have in common.

#ifndef PATCHGRAPH_ENGINE_REPORT_GATE_GATE_PARTS_H_
#define PATCHGRAPH_ENGINE_REPORT_GATE_GATE_PARTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/report/gate/gate.pb.h"

namespace patchgraph {

// Where a page is sent that wants a file and there is none: a limit on a
// figure, a patch that has landed.
constexpr char kPlaceOfNoFile[] = "patchgraph.textproto";

// What a page shows of one finding, or of one limit that fails.
struct GateItem {
  const GateFinding* finding = nullptr;  // or null, and there is a verdict
  const GateVerdict* verdict = nullptr;
  std::string rule;     // the finding's kind, or the limit's name
  std::string level;    // "error", "warning", "note"
  std::string title;    // a few words
  std::string message;  // a sentence, and the reason for the limit
  std::string path;
  int line = 1;
  int last_line = 1;
  std::string fingerprint;
};

// The findings that a failed limit counts, then the failed limits that no
// finding stands for, the most severe first. Bytes as they are.
std::vector<GateItem> ItemsOf(const GateReport& report);
GateItem ItemOf(const GateReport& report, const GateFinding& finding);
GateItem ItemOf(const GateVerdict& verdict);

// How many verdicts have that outcome; of "fail", that severity too.
int CountVerdicts(const GateReport& report, absl::string_view outcome,
                  absl::string_view severity = "");

// "no-new-conflict (xen, 686-smp)"
std::string LimitWithGroup(const GateVerdict& verdict);

// "passed on v2.6.17, compared with main", without a full stop.
std::string GateHeadline(const GateReport& report);

// The lines and half sentences about exceptions that people should know of:
// those that have expired or cover nothing.
std::vector<std::string> ExceptionNotes(const GateReport& report);

// "7 limits hold, 1 is not measured"; what is neither failed nor excepted.
std::string OtherLimits(const GateReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_GATE_GATE_PARTS_H_
