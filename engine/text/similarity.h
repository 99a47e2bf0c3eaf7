#ifndef PATCHGRAPH_ENGINE_TEXT_SIMILARITY_H_
#define PATCHGRAPH_ENGINE_TEXT_SIMILARITY_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "engine/text/git_release.h"

namespace patchgraph {

// The score of two equal files.
constexpr int kMaxSimilarity = 60000;

// What git's rename detection accepts unless told otherwise: 50%.
constexpr int kRenameSimilarity = kMaxSimilarity / 2;

// What one file brings to a comparison: how many of its bytes are in spans (a
// line, or 64 bytes of a longer one) of each hash. Made once a file, it serves
// all comparisons with others; it does not refer to the content. In text, the
// CR of a CRLF is left out.
class Fingerprint {
 public:
  Fingerprint() = default;
  explicit Fingerprint(absl::string_view content, GitRelease git = {});

  std::uint64_t size() const { return size_; }

 private:
  friend int Similarity(const Fingerprint& a, const Fingerprint& b);

  struct Span {
    std::uint32_t hash;
    std::uint32_t bytes;
  };

  std::uint64_t size_ = 0;   // of the file, in bytes
  std::vector<Span> spans_;  // by hash, each hash once
};

// git's estimate of how much of the larger file is in the other one as well,
// from 0 to kMaxSimilarity. Files that git's rename detection would call equal
// by their object id are its caller's business: two empty files score 0.
int Similarity(const Fingerprint& a, const Fingerprint& b);

// Whether two files of these sizes in bytes can be as similar as `minimum`.
// git asks this first, and takes a pair that fails for not similar at all.
bool SizesAllowSimilarity(std::uint64_t a_size, std::uint64_t b_size,
                          int minimum);

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_TEXT_SIMILARITY_H_
