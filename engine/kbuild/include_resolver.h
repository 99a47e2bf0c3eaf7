// Where the kernel's build looks for the headers that its code includes.

#ifndef PATCHGRAPH_ENGINE_KBUILD_INCLUDE_RESOLVER_H_
#define PATCHGRAPH_ENGINE_KBUILD_INCLUDE_RESOLVER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/tree.h"

namespace patchgraph {

// The architecture that a path belongs to ("i386" for include/asm-i386/page.h
// and arch/i386/mm/init.c), empty if it belongs to all.
std::string PathArchitecture(absl::string_view path);

// Whether code of the one can see declarations of the other: equal, empty, or
// two of x86, which share sources.
bool ArchitecturesMeet(absl::string_view a, absl::string_view b);

// Finds headers in a kernel's tree as its build does: in include/, in the
// architecture's own folders (as asm/) and its default machine's, for "quotes"
// in the folder of the file itself. What is not found there is looked for where
// a build makes links to (asm/arch/ to asm-arm/arch-pxa/ and its like), and in
// the folders that the makefile beside the file names with -I, whatever its
// conditionals say. `tree` must outlive it.
class IncludeResolver {
 public:
  explicit IncludeResolver(const Tree& tree) : tree_(tree) {}

  // The files that `include` ("<asm/page.h>", "\"tpm.h\"") in the file `path`
  // stands for: for a file of every architecture, those of each of
  // `architectures` that has it.
  absl::StatusOr<std::vector<std::string>> Resolve(
      absl::string_view path, absl::string_view include,
      const std::vector<std::string>& architectures);

  // The architectures of the tree, by the names of folders.
  absl::StatusOr<std::vector<std::string>> AllArchitectures() const;

 private:
  using Paths = std::vector<std::string>;

  absl::StatusOr<bool> Exists(const std::string& path);
  // The first of `paths` that exists, added to `found` if it is not there.
  absl::StatusOr<bool> AddFirst(const Paths& paths, Paths* found);
  // "arch/io.h" below `folder`, where that has arch-pxa, arch-sa1100...
  absl::Status AddLinked(const std::string& folder, absl::string_view name,
                         Paths* found);
  // The folders behind each -I of the makefile beside `path`.
  absl::StatusOr<const Paths*> FlaggedFolders(absl::string_view path);

  const Tree& tree_;
  absl::flat_hash_map<std::string, bool> known_;
  // By folder: those inside, and what the makefile there names with -I.
  absl::flat_hash_map<std::string, std::unique_ptr<const Paths>> subfolders_;
  absl::flat_hash_map<std::string, std::unique_ptr<const Paths>> flagged_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_KBUILD_INCLUDE_RESOLVER_H_
