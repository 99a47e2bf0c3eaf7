#include "cli/rules/rule_counts.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace patchgraph {
namespace {

bool IsNamePart(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
}

void AddNames(absl::string_view line, std::set<std::string>* names) {
  size_t i = 0;
  while (i < line.size()) {
    if (!IsNamePart(line[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < line.size() && IsNamePart(line[end])) ++end;
    if (!absl::ascii_isdigit(static_cast<unsigned char>(line[i]))) {
      names->emplace(line.substr(i, end - i));
    }
    i = end;
  }
}

Subject SubjectOfHunk(const Hunk& hunk, std::set<std::string>* names) {
  Subject subject;
  for (const HunkLine& line : hunk.lines) {
    if (line.kind == HunkLine::Kind::kContext) continue;
    subject.lines.emplace_back(absl::StripSuffix(line.text, "\n"));
    AddNames(subject.lines.back(), names);
  }
  return subject;
}

class RuleCounter {
 public:
  explicit RuleCounter(const Policy& policy) : policy_(policy) {}

  void Add(const Patch& patch) {
    Subject message;
    message.message = absl::StrCat(patch.subject, "\n", patch.preamble);
    for (const RuleHit& hit : policy_.HitsOf(message)) ++At(hit).messages;
    std::set<std::string> names;
    for (const FileChange& file : patch.files) {
      Subject path;
      path.path = file.new_path.empty() ? file.old_path : file.new_path;
      for (const RuleHit& hit : policy_.HitsOf(path)) {
        At(hit).files.insert(path.path);
      }
      for (const Hunk& hunk : file.hunks) {
        const Subject subject = SubjectOfHunk(hunk, &names);
        for (const RuleHit& hit : policy_.HitsOf(subject)) ++At(hit).hunks;
      }
    }
    for (const std::string& name : names) {
      Subject symbol;
      symbol.symbols.push_back(name);
      for (const RuleHit& hit : policy_.HitsOf(symbol)) {
        At(hit).symbols.insert(name);
      }
    }
  }

  std::map<std::string, RuleCount> Take() { return std::move(counts_); }

 private:
  RuleCount& At(const RuleHit& hit) {
    RuleCount& count = counts_[hit.rule];
    if (count.origin.empty()) count.origin = hit.origin;
    return count;
  }

  const Policy& policy_;
  std::map<std::string, RuleCount> counts_;
};

}  // namespace

std::map<std::string, RuleCount> CountRules(const Policy& policy,
                                            const Stack& stack) {
  RuleCounter counter(policy);
  for (const Series& layer : stack.layers) {
    for (const Patch& patch : layer.patches) counter.Add(patch);
  }
  return counter.Take();
}

}  // namespace patchgraph
