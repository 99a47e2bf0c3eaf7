#include "engine/report/graph/graph_words.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/graph/dependency.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

DependencyReason ReasonNamed(absl::string_view name) {
  for (const DependencyReason reason : AllDependencyReasons()) {
    if (Name(reason) == name) return reason;
  }
  return DependencyReason::kRewrites;
}

// The other's lines: "at line 12 of f.c", "at lines 12-14 of f.c"; where it
// took some out "after line 11 of f.c" or "at the start of f.c".
std::string Where(const GraphReasonReport& reason) {
  const int last = reason.start() + reason.lines() - 1;
  if (reason.lines() == 1) {
    return absl::StrCat("at line ", last, " of ", reason.path());
  }
  if (reason.lines() > 1) {
    return absl::StrCat("at lines ", reason.start(), "-", last, " of ",
                        reason.path());
  }
  if (reason.start() > 0) {
    return absl::StrCat("after line ", reason.start(), " of ", reason.path());
  }
  return absl::StrCat("at the start of ", reason.path());
}

// A hunk may move a file, and so may the other one, by copying it.
std::string MovesFile(const GraphReasonReport& reason) {
  return reason.hunk() > 0 && reason.needs_hunk() == 0
             ? absl::StrCat("changes ", reason.path(), ", which it copied")
             : absl::StrCat("renames or deletes ", reason.path(),
                            ", which it changed");
}

// Both kinds of names are in the file of the one that uses them.
std::string FileOfNeeded(const GraphReasonReport& reason) {
  return reason.needs_path().empty() ? reason.path() : reason.needs_path();
}

bool IsSurer(const GraphReasonReport* a, const GraphReasonReport* b) {
  return ReasonNamed(a->reason()) < ReasonNamed(b->reason());
}

}  // namespace

std::string ReasonWords(const GraphReasonReport& reason) {
  const std::string& path = reason.path();
  switch (ReasonNamed(reason.reason())) {
    case DependencyReason::kRewrites:
      return absl::StrCat("rewrites what it wrote ", Where(reason));
    case DependencyReason::kInside:
      return absl::StrCat("adds lines inside of what it wrote ", Where(reason));
    case DependencyReason::kAcross:
      return absl::StrCat(
          "removes the lines around the place where it took "
          "some out, ",
          Where(reason));
    case DependencyReason::kNeedsFile:
      return absl::StrCat("changes ", path, ", which it put there");
    case DependencyReason::kFreesPath:
      return absl::StrCat("puts a file at ", path, ", where it made room");
    case DependencyReason::kBytes:
      return absl::StrCat("changes ", path,
                          ", which has no lines, as it left it");
    case DependencyReason::kSetsMode:
      return absl::StrCat("changes the mode of ", path, ", which it set");
    case DependencyReason::kTouches:
      return absl::StrCat("is next to what it changed ", Where(reason));
    case DependencyReason::kMovesFile:
      return MovesFile(reason);
    case DependencyReason::kNear:
      return absl::StrCat("has in its context what it changed ", Where(reason));
    case DependencyReason::kUses:
      return absl::StrCat("uses ", reason.name(), " in ", path,
                          ", which it defines in ", FileOfNeeded(reason));
    case DependencyReason::kBuildsFile:
      return absl::StrCat("names ", reason.name(), " in ", path,
                          ", which it adds");
    case DependencyReason::kAsksSymbol:
      return absl::StrCat("asks for ", reason.name(), " in ", path,
                          ", which it defines in ", FileOfNeeded(reason));
  }
  return std::string();
}

std::string EdgeWords(const GraphEdgeReport& edge, size_t most) {
  std::vector<const GraphReasonReport*> reasons;
  for (const GraphReasonReport& reason : edge.reasons()) {
    reasons.push_back(&reason);
  }
  std::stable_sort(reasons.begin(), reasons.end(), IsSurer);
  std::vector<std::string> words;
  for (const GraphReasonReport* reason : reasons) {
    std::string one = ReasonWords(*reason);
    if (std::find(words.begin(), words.end(), one) == words.end()) {
      words.push_back(std::move(one));
    }
  }
  const size_t more = words.size() > most ? words.size() - most : 0;
  words.resize(words.size() - more);
  if (more > 0) words.push_back(absl::StrCat("and ", more, " more"));
  return absl::StrJoin(words, "; ");
}

std::string KindWords(const KindCounts& counts) {
  std::vector<std::string> words;
  const auto add = [&words](int count, absl::string_view kind) {
    if (count > 0) words.push_back(absl::StrCat(count, " ", kind));
  };
  add(counts.content(), "content");
  add(counts.order(), "order");
  add(counts.context(), "context");
  add(counts.symbol(), "symbol");
  add(counts.build(), "build");
  return Listed(words, words.size());
}

std::string LevelWords(absl::string_view level) {
  if (level == "apply") return "to apply";
  if (level == "context") return "to have the text around as it was reviewed";
  return "by names it uses (judgement)";
}

}  // namespace patchgraph
