// What there is to say about a patch in a few words.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_PATCH_NOTES_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_PATCH_NOTES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/report/check/check.pb.h"

namespace patchgraph {

// "offset by 12; hunk 3 fits at lines 40 and 90, taken at 40". Empty if the
// patch's verdict says it all. `onto` is the target's name, empty without one.
// Text that a terminal can show.
std::string PatchNote(const PatchReport& patch, absl::string_view onto);

// A patch that no one has to look at: it went where it belongs, in one place
// only, on its base and on the target, whatever moved around it.
bool IsQuiet(const PatchReport& patch);

// "smp-alts.patch, arch/i386/Kconfig, hunk 2"
std::string NameOf(const HunkName& name);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_PATCH_NOTES_H_
