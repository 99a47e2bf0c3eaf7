// Which lines of some files other files have, too.

#ifndef PATCHGRAPH_ENGINE_FORKS_LINE_INDEX_H_
#define PATCHGRAPH_ENGINE_FORKS_LINE_INDEX_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace patchgraph {

// What a line says, as a hash: space does not count, and 0 is a line that says
// nothing, since it has fewer than six letters, digits and underscores. Two
// different lines have the same hash once in 2^64.
std::uint64_t LineMeaning(absl::string_view line);

// Lines are numbered as they are met, files as they are added; a line that
// stands in a file several times counts once. Many texts can be compared with
// all files at the cost of reading each text once. Does not keep the texts.
class LineIndex {
 public:
  LineIndex() : seen_(std::size_t{1} << kFilterBits) {}

  // The number of the new file.
  int Add(absl::string_view text);

  int files() const { return static_cast<int>(lines_of_.size()); }
  int lines() const { return static_cast<int>(files_with_.size()); }
  // Ascending, each once.
  const std::vector<int>& LinesOf(int file) const { return lines_of_[file]; }
  const std::vector<int>& FilesWith(int line) const {
    return files_with_[line];
  }

  // The lines of any file that `text` has, ascending, each once. May be called
  // from several threads at once.
  std::vector<int> LinesIn(absl::string_view text) const;

 private:
  // Most lines of most texts are in no file: a bit for some bits of the hash
  // says so without a look at the table.
  static constexpr int kFilterBits = 20;
  static std::size_t FilterPlace(std::uint64_t meaning) {
    return meaning >> (64 - kFilterBits);
  }

  std::vector<bool> seen_;
  absl::flat_hash_map<std::uint64_t, int> numbers_;
  std::vector<std::vector<int>> lines_of_;
  std::vector<std::vector<int>> files_with_;
};

// How many numbers two ascending lists share.
int SharedCount(absl::Span<const int> a, absl::Span<const int> b);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_FORKS_LINE_INDEX_H_
