// What a stack did to its files so far, path by path, to read the needs of the
// next change off.

#ifndef PATCHGRAPH_ENGINE_GRAPH_FILE_HISTORY_H_
#define PATCHGRAPH_ENGINE_GRAPH_FILE_HISTORY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/graph/dependency.h"
#include "engine/graph/line_origins.h"

namespace patchgraph {

class FileHistory {
 public:
  // The next file of the stack's next patch; `key` says which patch and file.
  // Adds what its hunks need to `needs`: the strongest reason for each two
  // hunks, by `hunk` and `needs`. Hunks that did not apply need nothing.
  void Add(const FileStep& step, const HunkKey& key,
           std::vector<Dependency>* needs);

 private:
  using Node = int;  // a position in nodes_

  static LineOrigins UntouchedLines() {
    return LineOrigins(LineOrigins::kManyLines, LineOrigins::kBase,
                       LineOrigins::OldMarks::kGo);
  }

  // A file as the stack has it.
  struct File {
    LineOrigins lines = UntouchedLines();
    absl::optional<Node> created;   // by whom it came to this path
    absl::optional<Node> bytes_by;  // who wrote it last, if not line by line
    absl::optional<Node> mode_by;   // who set its mode last
    std::vector<Node> changed_by;   // at this path
    std::vector<Node> copied_by;
  };

  class Needs;  // of one file step, as they are found

  void AddPathNeeds(const FileStep& step, Node whole, Needs* needs) const;
  // `first` is the node of the step's first hunk.
  static void AddLines(const FileStep& step, Node first, File* file,
                       Needs* needs);
  static void AddFileNeeds(Node node, File* file, Needs* needs);
  static void AddWhole(const FileStep& step, Node whole, File* file,
                       Needs* needs);

  std::map<std::string, File, std::less<>> files_;
  // Who took the file away that was at a path.
  std::map<std::string, Node, std::less<>> freed_by_;
  std::vector<HunkKey> nodes_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_FILE_HISTORY_H_
