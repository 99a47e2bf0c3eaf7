#include "engine/report/maintainability/findings.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/report/content_digest.h"
#include "engine/report/words.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace patchgraph {
namespace {

constexpr FindingKind kFindingKinds[] = {
    {"conflict", "A place in conflict with the target", "conflicts"},
    {"blocked", "Hunks of a file that wait for a conflict", "patches-blocked"},
    {"masked", "Hunks that a later whole file of the same stack undoes",
     "masked-hunks"},
    {"break", "A place where a build without the feature fails", "breaks"},
    {"cannot-be-off", "A feature that cannot be turned off", "cannot-be-off"},
    {"neutral", "A hunk, or a new file, that a build without the feature sees",
     "hunks-reaching"},
    {"unknown", "A file of which it could not be shown that it does not",
     "files-unknown-when-off"},
    {"lost-symbol", "A use of a name that the target no longer declares",
     "lost-symbols"},
    {"drift", "A fork whose original upstream has changed", "forks-drifted"},
    {"security", "A security fix that a fork lacks", "drift-security"},
    {"fork-conflict", "A place of a fork that does not take upstream's change",
     "forks-in-conflict"},
    {"interface", "What an out-of-tree driver would notice", "exports-changed"},
    {"landed", "A patch that the target has, or may have, already",
     "landed-strong"},
};

// The content of a finding that there is one of for each file. The reason is
// none: it names the line of a makefile that builds it, which moves.
constexpr char kWholeFile[] = "";

int LinesIn(absl::string_view text) {
  int lines = 0;
  for (const char c : text) lines += c == '\n' ? 1 : 0;
  return lines + (!text.empty() && text.back() != '\n' ? 1 : 0);
}

std::string PatchesOf(
    const google::protobuf::RepeatedPtrField<std::string>& names) {
  return absl::StrJoin(names, ", ");
}

class FindingCollector {
 public:
  FindingCollector(const MaintainabilityReport& report,
                   const SubsystemOfPath& subsystem)
      : report_(report), subsystem_(subsystem) {}

  std::vector<Finding> Collect() {
    AddConflicts();
    for (const StackReport& stack : report_.check().stacks()) AddBlocked(stack);
    for (const NeutralStackReport& stack : report_.neutral().stacks()) {
      AddNeutral(stack);
    }
    for (const ForkReport& fork : report_.drift().forks()) AddFork(fork);
    for (const LandedStackReport& stack : report_.landed().stacks()) {
      AddLanded(stack);
    }
    std::vector<Finding> findings;
    for (const FindingKind& kind : kFindingKinds) {
      for (Finding& finding : by_kind_[std::string(kind.name)]) {
        findings.push_back(std::move(finding));
      }
    }
    return findings;
  }

 private:
  Finding Make(absl::string_view kind, const std::string& stack,
               const std::string& path, int line, std::string message) const {
    Finding finding;
    finding.set_kind(std::string(kind));
    finding.set_stack(stack);
    finding.set_path(path);
    finding.set_line(line);
    if (subsystem_ != nullptr && !path.empty()) {
      finding.set_subsystem(subsystem_(path));
    }
    finding.set_message(std::move(message));
    return finding;
  }

  void Add(Finding finding, absl::string_view content) {
    const std::string first = FindingFingerprint(finding, content, 1);
    const int occurrence = ++seen_[first];
    finding.set_fingerprint(
        occurrence == 1 ? first
                        : FindingFingerprint(finding, content, occurrence));
    std::vector<Finding>& of_kind = by_kind_[finding.kind()];
    of_kind.push_back(std::move(finding));
  }

  // A finding for each place; for the file where the conflict is about it as a
  // whole.
  void AddPlaces(absl::string_view kind, const ConflictReport& conflict,
                 const std::string& path) {
    const std::string message = conflict.message().empty()
                                    ? "both sides change the same lines"
                                    : conflict.message();
    const std::string patch = conflict.patch().empty()
                                  ? PatchesOf(conflict.patches())
                                  : conflict.patch();
    const std::string whole =
        absl::StrCat(conflict.kind(), "\n", conflict.detail(), "\n");
    if (conflict.regions().empty() || kind == "masked") {
      Finding finding = Make(kind, conflict.stack(), path, 0, message);
      finding.set_patch(patch);
      std::string content = absl::StrCat(whole, patch, "\n");
      for (const RegionReport& region : conflict.regions()) {
        absl::StrAppend(&content, region.theirs().text());
      }
      if (!conflict.regions().empty()) {
        finding.set_line(std::max(1, conflict.regions(0).ours().start()));
      }
      Add(std::move(finding), content);
      return;
    }
    for (const RegionReport& region : conflict.regions()) {
      Finding finding = Make(kind, conflict.stack(), path,
                             std::max(1, region.ours().start()), message);
      finding.set_line_count(LinesIn(region.ours().text()));
      finding.set_patch(patch);
      Add(std::move(finding), absl::StrCat(whole, region.base().text(), "\n=\n",
                                           region.theirs().text()));
    }
  }

  void AddConflicts() {
    for (const ConflictReport& conflict : report_.check().conflicts()) {
      const std::string& path =
          conflict.ours_path().empty() ? conflict.path() : conflict.ours_path();
      AddPlaces(conflict.kind() == "masked" ? "masked" : "conflict", conflict,
                path);
    }
  }

  void AddBlocked(const StackReport& stack) {
    for (const PatchReport& patch : stack.patches()) {
      for (const FileReport& file : patch.files()) {
        AddBlocked(stack, patch, file);
      }
    }
  }

  void AddBlocked(const StackReport& stack, const PatchReport& patch,
                  const FileReport& file) {
    int hunks = 0;
    int line = 0;
    std::string waits_for = file.blocked_by().patch();
    for (const HunkReport& hunk : file.hunks()) {
      if (hunk.verdict() != "blocked") continue;
      ++hunks;
      if (line == 0) line = hunk.base_line();
      if (waits_for.empty()) waits_for = hunk.blocked_by().patch();
    }
    if (hunks == 0 && file.verdict() != "blocked") return;
    Finding finding =
        Make("blocked", stack.name(),
             file.onto_path().empty() ? file.path() : file.onto_path(), line,
             absl::StrCat(hunks == 0 ? std::string("the change of the file")
                                     : Counted(hunks, "hunk", "hunks"),
                          " of ", patch.name(), hunks > 1 ? " wait" : " waits",
                          " for a conflict of ", waits_for));
    finding.set_patch(patch.name());
    Add(std::move(finding),
        absl::StrCat(patch.name(), "\n", waits_for, "\n", hunks));
  }

  void AddNeutral(const NeutralStackReport& stack) {
    for (const FeatureSwitchReport& found : stack.switches()) {
      if (!found.can_be_off()) AddSwitch(stack.name(), found);
    }
    for (const NeutralAnswerReport& answer : stack.answers()) {
      for (const NeutralBreakReport& found : answer.breaks()) {
        AddBreak(stack.name(), answer.flavour(), found);
      }
      for (const NeutralFileReport& file : answer.by_file()) {
        AddFile(stack.name(), answer.flavour(), file);
      }
      if (answer.flavour().empty()) continue;
      for (const std::string& symbol : answer.cannot_be_off()) {
        Finding finding =
            Make("cannot-be-off", stack.name(), "", 0,
                 absl::StrCat(symbol, " cannot be off in this flavour"));
        finding.set_flavour(answer.flavour());
        Add(std::move(finding), symbol);
      }
    }
    for (const LostSymbolReport& symbol : stack.lost()) {
      if (!symbol.defined_by_stack()) AddLost(stack.name(), symbol);
    }
    for (const InterfaceChangeReport& change : stack.driver_interface()) {
      AddInterface(stack.name(), change);
    }
  }

  void AddSwitch(const std::string& stack, const FeatureSwitchReport& found) {
    Finding finding =
        Make("cannot-be-off", stack, found.path(), found.line(),
             absl::StrCat(found.symbol(), " cannot be off on ",
                          found.architecture(), ": ", found.detail()));
    finding.set_patch(PatchesOf(found.patches()));
    Add(std::move(finding),
        absl::StrCat(found.architecture(), "\n", found.symbol()));
  }

  void AddBreak(const std::string& stack, const std::string& flavour,
                const NeutralBreakReport& found) {
    const std::string where =
        found.declared_path().empty()
            ? std::string()
            : absl::StrCat(", declared in ", found.declared_path(),
                           found.condition().empty() ? "" : " only if ",
                           found.condition());
    std::string message;
    if (found.kind() == "name") {
      message = absl::StrCat(found.name(), " is used", where);
    } else if (found.kind() == "unbalanced") {
      message = "conditionals that do not close";
    } else {
      message = absl::StrCat("includes ", found.name(),
                             found.kind() == "include"
                                 ? ", which is there only with the feature"
                                 : ", which is nowhere");
    }
    Finding finding =
        Make("break", stack, found.path(), found.line(), std::move(message));
    finding.set_line_count(1);
    finding.set_flavour(flavour);
    finding.set_patch(PatchesOf(found.patches()));
    if (found.kind() == "name") finding.set_symbol(found.name());
    Add(std::move(finding), absl::StrCat(found.kind(), "\n", found.name()));
  }

  void AddFile(const std::string& stack, const std::string& flavour,
               const NeutralFileReport& file) {
    if (file.answer() == "neutral") return;
    if (file.answer() == "unknown") {
      Finding finding =
          Make("unknown", stack, file.path(), 0,
               absl::StrCat("it could not be shown that a build without the "
                            "feature is the same: ",
                            file.reason()));
      finding.set_flavour(flavour);
      Add(std::move(finding), kWholeFile);
      return;
    }
    for (const NeutralHunkReport& hunk : file.reaching()) {
      Finding finding =
          Make("neutral", stack, file.path(), std::max(1, hunk.line()),
               absl::StrCat("a build without the feature sees this hunk: ",
                            Counted(hunk.lines(), "line", "lines"),
                            " in place of ", hunk.base_lines()));
      finding.set_line_count(hunk.lines());
      finding.set_flavour(flavour);
      finding.set_patch(PatchesOf(hunk.patches()));
      Add(std::move(finding), hunk.content());
    }
    if (!file.reaching().empty()) return;
    Finding finding = Make(
        "neutral", stack, file.path(), 0,
        absl::StrCat(file.deleted() ? "a build without the feature misses it"
                                    : "a build without the feature sees it",
                     file.reason().empty() ? "" : ": ", file.reason()));
    finding.set_flavour(flavour);
    Add(std::move(finding), kWholeFile);
  }

  void AddLost(const std::string& stack, const LostSymbolReport& symbol) {
    for (const SymbolUseReport& use : symbol.uses()) {
      Finding finding =
          Make("lost-symbol", stack, use.path(), use.line(),
               absl::StrCat(
                   symbol.kind(), " ", symbol.name(),
                   " is used here and no longer declared on the target",
                   symbol.replacement().empty() ? "" : "; now ",
                   symbol.replacement(),
                   symbol.removed_by().empty()
                       ? std::string()
                       : absl::StrCat(" (", symbol.removed_by().substr(0, 12),
                                      " ", symbol.removed_subject(), ")")));
      finding.set_line_count(1);
      finding.set_patch(use.patch());
      finding.set_symbol(symbol.name());
      Add(std::move(finding), absl::StrCat(symbol.kind(), "\n", symbol.name()));
    }
  }

  void AddInterface(const std::string& stack,
                    const InterfaceChangeReport& change) {
    Finding finding =
        Make("interface", stack, change.path(), change.line(),
             absl::StrCat(change.kind(), ": ", change.name(),
                          change.when_off() ? ", also without the feature"
                                            : ", with the feature on"));
    finding.set_symbol(change.name());
    Add(std::move(finding), absl::StrCat(change.kind(), "\n", change.name()));
  }

  void AddFork(const ForkReport& fork) {
    if (fork.fate() == "same") return;
    Finding finding = Make(
        "drift", fork.stack(), fork.path(), 0,
        fork.fate() == "deleted"
            ? absl::StrCat("fork of ", fork.original(),
                           ", which upstream has taken away")
            : absl::StrCat("fork of ", fork.original(), ", which gained ",
                           Counted(fork.hunks(), "hunk", "hunks"), " in ",
                           Counted(fork.commits_size(), "commit", "commits")));
    finding.set_patch(fork.patch());
    Add(std::move(finding), fork.original());
    for (const DriftCommitReport& commit : fork.commits()) {
      if (!IsSecurity(commit)) continue;
      Finding lacking = Make(
          "security", fork.stack(), fork.path(), 0,
          absl::StrCat("lacks ", commit.id().substr(0, 12), " ",
                       commit.subject(), ", which ", fork.original(), " has"));
      lacking.set_patch(fork.patch());
      Add(std::move(lacking), commit.id());
    }
    if (fork.port().has_conflict()) {
      AddPlaces("fork-conflict", fork.port().conflict(), fork.path());
    }
  }

  static bool IsSecurity(const DriftCommitReport& commit) {
    for (const std::string& flag : commit.flags()) {
      if (flag == "security") return true;
    }
    return false;
  }

  void AddLanded(const LandedStackReport& stack) {
    for (const LandedPatchReport& patch : stack.patches()) {
      if (patch.evidence() == "none") continue;
      Finding finding = Make(
          "landed", stack.name(), "", 0,
          absl::StrCat(
              patch.name(),
              patch.strong() ? " can be dropped: " : " may be there already: ",
              patch.evidence(),
              patch.commits().empty()
                  ? std::string()
                  : absl::StrCat(" as ", patch.commits(0).id().substr(0, 12),
                                 " ", patch.commits(0).subject())));
      finding.set_patch(patch.name());
      Add(std::move(finding),
          absl::StrCat(patch.name(), "\n", patch.evidence()));
    }
  }

  const MaintainabilityReport& report_;
  const SubsystemOfPath& subsystem_;
  std::map<std::string, std::vector<Finding>> by_kind_;
  std::map<std::string, int> seen_;  // by the fingerprint of the first
};

}  // namespace

absl::Span<const FindingKind> FindingKinds() { return kFindingKinds; }

const FindingKind* FindFindingKind(absl::string_view name) {
  for (const FindingKind& kind : kFindingKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

std::string FindingFingerprint(const Finding& finding,
                               absl::string_view content, int occurrence) {
  return DigestOfParts({finding.kind(), finding.stack(), finding.flavour(),
                        finding.path(), NormalisedContent(content),
                        absl::StrCat(occurrence)});
}

std::vector<Finding> FindingsOf(const MaintainabilityReport& report,
                                const SubsystemOfPath& subsystem) {
  return FindingCollector(report, subsystem).Collect();
}

}  // namespace patchgraph
