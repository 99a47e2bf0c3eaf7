// Files that are to change together: all of them, or none.

#ifndef PATCHGRAPH_ENGINE_FORMS_FILE_SWAP_H_
#define PATCHGRAPH_ENGINE_FORMS_FILE_SWAP_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "engine/model/file_state.h"

namespace patchgraph {

// New files are first written beside `place`, to a folder of their own
// (".NAME.patchgraph" for a place called NAME), with a journal of what is to
// happen. Once the journal is there, they are renamed to where they belong, in
// the order in which they were given. Who is stopped before has changed
// nothing; who is stopped later left a journal, and FinishFileSwap does the
// rest.
class FileSwap {
 public:
  // `place`: a file or folder that is being rewritten.
  explicit FileSwap(std::string place) : place_(std::move(place)) {}

  // Puts a file at `path`, with the folders that it needs. What stands there is
  // replaced; a symlink there is followed, unless `mode` asks for one. Where
  // `mode` is kRegular or kExecutable the other permissions of a file that is
  // replaced stay.
  void Write(absl::string_view path, std::string bytes, FileMode mode);
  // Replaces the bytes of the file at `path`; its permissions stay.
  void Rewrite(absl::string_view path, std::string bytes);
  // Takes a file away, and the folders below `top` that are then empty.
  void Remove(absl::string_view path, absl::string_view top);

  bool empty() const { return steps_.empty(); }
  int size() const { return static_cast<int>(steps_.size()); }

  // Does it. FailedPrecondition if another one is at work at the same place, or
  // was stopped there; Unavailable if something cannot be written: then nothing
  // is changed. `before_each`, for tests, is called before each change of the
  // file system.
  absl::Status Commit(const std::function<void()>& before_each = nullptr) const;

 private:
  friend absl::StatusOr<bool> FinishFileSwap(const std::string& place);
  enum class Kind { kWrite, kRewrite, kRemove };
  struct Step {
    Kind kind = Kind::kWrite;
    std::string path;
    std::string top;    // of kRemove
    std::string bytes;  // of the others
    FileMode mode = FileMode::kRegular;
  };

  std::string place_;
  std::vector<Step> steps_;
};

// Finishes what a FileSwap at `place` was stopped in, if its journal is there:
// true. What was stopped before is cleared away. FailedPrecondition if another
// process is at it.
absl::StatusOr<bool> FinishFileSwap(const std::string& place);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORMS_FILE_SWAP_H_
