// What several stacks have between them, as text for people.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_BETWEEN_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_BETWEEN_TEXT_H_

#include <string>

#include "engine/report/check/check.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// The pairs, what could not be compared, each collision with what both sides
// have, the changes that both make, and the merge order. Of many collisions
// only the first are shown unless `style.verbose`. Empty where the report has
// one stack alone, or nothing stands between its stacks.
std::string RenderBetween(const CheckReport& report, const TextStyle& style);

// "guest: halt.patch, hunk 2; a.patch"
std::string SideWords(const CollisionSideReport& side);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_BETWEEN_TEXT_H_
