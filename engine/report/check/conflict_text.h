// A conflict as text for people: what it is, and what the sides have.

#ifndef PATCHGRAPH_ENGINE_REPORT_CHECK_CONFLICT_TEXT_H_
#define PATCHGRAPH_ENGINE_REPORT_CHECK_CONFLICT_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "engine/report/check/check.pb.h"
#include "engine/report/text_style.h"

namespace patchgraph {

// What the three sides of a conflict are called.
struct SideNames {
  std::string base;
  std::string ours;
  std::string theirs;
};

// `title` ("3 of 20") goes before the kind and the path. Texts stand side by
// side from 100 columns on, below that one under the other; a long one is cut
// unless `style.verbose` is set.
std::string RenderConflict(const ConflictReport& conflict,
                           absl::string_view title, const SideNames& names,
                           const TextStyle& style);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_REPORT_CHECK_CONFLICT_TEXT_H_
