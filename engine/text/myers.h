#ifndef PATCHGRAPH_ENGINE_TEXT_MYERS_H_
#define PATCHGRAPH_ENGINE_TEXT_MYERS_H_

#include <vector>

#include "absl/types/span.h"
#include "engine/text/changed_lines.h"
#include "engine/text/middle_snake.h"

namespace patchgraph {

// Myers' diff ("An O(ND) Difference Algorithm and Its Variations", 1986) in
// linear space, with what git's xdiff does to keep it quick: a common head and
// tail are cut off, lines without a partner and most lines with too many are
// left out of the search, and the search gives up on the shortest path when
// that gets costly. All of these show in the result and are repeated exactly.
class Myers {
 public:
  // Every id is below `id_count`.
  explicit Myers(int id_count)
      : before_count_(id_count, 0), after_count_(id_count, 0) {}

  // Sets all marks of both sides.
  void Mark(const ChangedLines& before, const ChangedLines& after);

 private:
  // The lines of one side that take part in the search.
  struct Kept {
    std::vector<int> ids;
    std::vector<int> lines;  // where each of them is in its side
  };

  static void Keep(const ChangedLines& side, int begin, int end,
                   const std::vector<int>& partner_count, Kept* kept);
  void Search(const ChangedLines& before, const ChangedLines& after);

  // Occurrences by id; 0 throughout between two calls.
  std::vector<int> before_count_;
  std::vector<int> after_count_;
  Kept kept_before_;
  Kept kept_after_;
  MiddleSnake middle_snake_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_MYERS_H_
