// Remembered resolutions as text for people.

#ifndef PATCHGRAPH_ENGINE_REPORT_REBASE_RESOLUTION_REPORT_H_
#define PATCHGRAPH_ENGINE_REPORT_REBASE_RESOLUTION_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "engine/report/rebase/resolutions.pb.h"
#include "engine/report/text_style.h"
#include "engine/resolutions/learn_resolutions.h"
#include "engine/resolutions/resolution.h"
#include "engine/resolutions/reuse_resolutions.h"

namespace patchgraph {

// A line each: short id, day, path, patch and name. Those that are only ever
// proposed say so.
std::string RenderResolutionList(absl::Span<const Resolution> resolutions,
                                 const TextStyle& style);

// One with all that is known of it: the sides and the result, with the lines
// around them, side by side where there is room.
std::string RenderResolution(const Resolution& resolution,
                             const TextStyle& style);

// The same for programs, for ToJson(). Text that is not UTF-8 is made so; the
// bytes are in what `patchgraph resolutions export` writes.
ResolutionList ListForJson(absl::Span<const Resolution> resolutions,
                           bool with_texts);

// What became of a conflict, in a line without a line feed:
//   kernel/timer.c:6: Resolution from A U Thor, 2006-04-03 (0123456789ab)
//   kernel/timer.c:6: could be: Resolution from A U Thor, 2006-04-03
//       (0123456789ab), not applied: its base is not known
std::string ProposalLine(absl::string_view path,
                         const ProposedResolution& proposal);

// Why a conflict that was resolved is not remembered, in a line without a line
// feed:
//   kernel/timer.c, conflict 2, is not remembered: the lines before it were
//       edited
std::string NotLearnedLine(const NotLearned& not_learned);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_REBASE_RESOLUTION_REPORT_H_
