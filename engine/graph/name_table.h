// The names that the patches of a stack have introduced so far, and from where
// each can be seen.

#ifndef PATCHGRAPH_ENGINE_GRAPH_NAME_TABLE_H_
#define PATCHGRAPH_ENGINE_GRAPH_NAME_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "engine/apply/patch_step.h"
#include "engine/graph/c_names.h"

namespace patchgraph {

// Where a name is used.
struct NamePlace {
  absl::string_view path;
  absl::string_view text;  // of the whole file
};

class NameTable {
 public:
  // A file of the stack has a new name.
  void Rename(absl::string_view from, absl::string_view to);

  // Notes that a name stands in lines that `patch` found (so it is older) or
  // adds.
  void SeeOld(absl::string_view name);
  void SeeNew(absl::string_view name, int patch);

  // Whether `patch` may be the one to introduce the name: no line seen so far
  // had it, or those that had it are of patches that introduced it too.
  bool IsNew(absl::string_view name, int patch) const;
  bool IsDefined(absl::string_view name) const;
  bool IsDefinedIn(absl::string_view name, absl::string_view path) const;

  // `definition` is the work of `hunk` in the file at `path`.
  void Define(const CDefinition& definition, const HunkKey& hunk,
              absl::string_view path);
  // The hunk that introduced the name, as far as `place` can see; the latest
  // of several.
  absl::optional<HunkKey> Find(const CUse& use, const NamePlace& place) const;

 private:
  struct Definition {
    HunkKey hunk;
    NameSpace space = NameSpace::kOrdinary;
    bool file_only = false;
    int file = 0;  // the number of the file, whatever its name is by now
    std::string path;
    int previous = -1;  // of the same name, by position; -1: none
  };
  struct Name {
    int seen = 0;     // by this patch first; kOld if it was there before
    int latest = -1;  // its last definition, by position
  };

  int Number(absl::string_view path);
  // `plain`: the name is a single word, which many things may be called.
  bool IsVisible(const Definition& definition, bool plain,
                 const NamePlace& place) const;

  // By a hash of the name, of 64 bits: there are millions of words to look up,
  // and should two share a hash, one needless dependency is the worst of it.
  absl::flat_hash_map<uint64_t, Name> names_;
  std::vector<Definition> definitions_;
  absl::flat_hash_map<std::string, int> files_;
  int next_file_ = 0;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_GRAPH_NAME_TABLE_H_
