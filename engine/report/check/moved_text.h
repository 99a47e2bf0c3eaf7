// Where files of a stack stand on the target under another name.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_MOVED_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_MOVED_TEXT_H_

#include <string>

#include "engine/report/check/check.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// "arch/i386/Kconfig is arch/x86/Kconfig there", a line for each file however
// many patches touch it; of many only the first unless `style.verbose`. Files
// of which a conflict's message says so are left out. Empty where there are
// none.
std::string RenderMovedFiles(const CheckReport& report, const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_MOVED_TEXT_H_
