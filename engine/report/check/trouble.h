// Which files of a report need a person, and why.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_TROUBLE_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_TROUBLE_H_

#include <string>
#include <vector>

#include "engine/report/check/check.pb.h"

namespace patchgraph {

// A file with a conflict, or with a change that waits for one elsewhere.
struct TroubledFile {
  std::string stack;
  std::string path;
  bool on_base = false;            // the trouble is on the stack's own base
  std::vector<std::string> kinds;  // of conflict, or "blocked"
  int regions = 0;
  // Hunks that are masked or blocked.
  int hunks = 0;
  std::vector<std::string> patches;
};

// In the order of the report, each (stack, path, side) once. Names are as the
// report has them: not made fit for a terminal.
std::vector<TroubledFile> TroubledFiles(const CheckReport& report);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_TROUBLE_H_
