#include "engine/forks/content_originals.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/forks/fork_names.h"
#include "engine/model/in_parallel.h"
#include "engine/model/repo_path.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

// The rule of find_forks.h.
constexpr int kMostWithRareLine = 16;
constexpr double kEvidence = 5;
constexpr int kShare = 3;
constexpr double kEvidenceOfName = 3;
constexpr int kShareOfName = 5;
// "About as many lines": four fifths.
constexpr int kAboutOf = 5;
constexpr int kAbout = 4;

class OriginalSearch {
 public:
  OriginalSearch(absl::Span<const ContentQuestion> questions,
                 const LineIndex& index, const Tree& tree)
      : questions_(questions), index_(index), tree_(tree) {}

  absl::StatusOr<std::vector<ContentOriginal>> Run() {
    if (questions_.empty()) return std::vector<ContentOriginal>();
    absl::Status status = ListFiles();
    if (status.ok()) status = ReadFiles();
    if (!status.ok()) return status;
    CountFiles();
    WeighPairs();
    return Choose();
  }

 private:
  struct Candidate {
    std::string path;
    FileState file;
    std::vector<int> lines;  // that any of the indexed files has
  };
  // An indexed file and a candidate, by their numbers.
  using Pair = std::pair<int, int>;

  absl::Status ListFiles() {
    std::set<std::string> languages;
    for (const ContentQuestion& question : questions_) {
      languages.insert(LanguageOf(question.path));
    }
    std::vector<std::string> folders = {std::string()};
    while (!folders.empty()) {
      const std::string folder = std::move(folders.back());
      folders.pop_back();
      auto nodes = tree_.List(folder);
      if (!nodes.ok()) return nodes.status();
      for (NamedNode& named : *nodes) {
        std::string path = JoinPath(folder, named.name);
        if (named.node.is_directory) {
          folders.push_back(std::move(path));
        } else if (IsPlainFile(named.node.file.mode) &&
                   languages.count(LanguageOf(path)) > 0) {
          candidates_.push_back({std::move(path), named.node.file, {}});
        }
      }
    }
    std::sort(
        candidates_.begin(), candidates_.end(),
        [](const Candidate& a, const Candidate& b) { return a.path < b.path; });
    return absl::OkStatus();
  }

  absl::Status ReadFiles() {
    return InParallel(candidates_.size(), [&](std::size_t i) {
      const auto bytes = candidates_[i].file.blob.Read();
      if (!bytes.ok()) return bytes.status();
      if (!IsBinary(**bytes)) candidates_[i].lines = index_.LinesIn(**bytes);
      return absl::OkStatus();
    });
  }

  void CountFiles() {
    with_line_.resize(index_.lines());
    for (const Candidate& candidate : candidates_) {
      for (const int line : candidate.lines) ++with_line_[line];
    }
  }

  void WeighPairs() {
    std::vector<bool> asked(index_.files());
    for (const ContentQuestion& question : questions_) {
      asked[question.indexed] = true;
    }
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      for (const int line : candidates_[i].lines) {
        if (with_line_[line] > kMostWithRareLine) continue;
        for (const int file : index_.FilesWith(line)) {
          if (!asked[file]) continue;
          evidence_[{file, static_cast<int>(i)}] += 1.0 / with_line_[line];
        }
      }
    }
  }

  bool MayBeOriginal(const ContentQuestion& question,
                     const Candidate& candidate, double evidence,
                     int shared) const {
    const int lines = static_cast<int>(index_.LinesOf(question.indexed).size());
    if (evidence >= kEvidence && shared * kShare >= lines) return true;
    return BaseName(question.path) == BaseName(candidate.path) &&
           evidence >= kEvidenceOfName && shared * kShareOfName >= lines;
  }

  std::vector<ContentOriginal> Choose() const {
    std::vector<ContentOriginal> chosen;
    for (const ContentQuestion& question : questions_) {
      std::vector<ContentOriginal> found;
      int most = 0;
      const std::vector<int>& lines = index_.LinesOf(question.indexed);
      for (auto at = evidence_.lower_bound({question.indexed, 0});
           at != evidence_.end() && at->first.first == question.indexed; ++at) {
        if (at->second < kEvidenceOfName) continue;
        const Candidate& candidate = candidates_[at->first.second];
        const int shared = SharedCount(candidate.lines, lines);
        if (LanguageOf(candidate.path) != LanguageOf(question.path) ||
            !MayBeOriginal(question, candidate, at->second, shared)) {
          continue;
        }
        most = std::max(most, shared);
        found.push_back(
            {question.indexed, candidate.path, candidate.file, shared});
      }
      for (ContentOriginal& original : found) {
        if (original.shared * kAboutOf < most * kAbout) continue;
        chosen.push_back(std::move(original));
      }
    }
    return chosen;
  }

  absl::Span<const ContentQuestion> questions_;
  const LineIndex& index_;
  const Tree& tree_;
  std::vector<Candidate> candidates_;  // by path
  std::vector<int> with_line_;         // how many candidates have a line
  std::map<Pair, double> evidence_;
};

}  // namespace

absl::StatusOr<std::vector<ContentOriginal>> FindContentOriginals(
    absl::Span<const ContentQuestion> questions, const LineIndex& index,
    const Tree& tree) {
  return OriginalSearch(questions, index, tree).Run();
}

}  // namespace patchgraph
