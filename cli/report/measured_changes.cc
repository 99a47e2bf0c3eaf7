#include "cli/report/measured_changes.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cli/report/shell_word.h"
#include "engine/report/maintainability/figures.h"
#include "engine/report/utf8.h"
#include "engine/report/words.h"

namespace patchgraph {
namespace {

constexpr size_t kPatchesNamed = 3;

class ChangeMaker {
 public:
  // `named`: the stack as it was named. `options`: those that it was read with,
  // each after a space.
  ChangeMaker(const ExaminedStack& stack, const std::string& named,
              const std::string& onto, const std::string& options,
              absl::Span<const Figure> figures)
      : stack_(stack),
        named_(ShellWord(named)),
        options_(options),
        tail_(absl::StrCat(" --onto ", ShellWord(onto), options)),
        figures_(figures) {}

  void AddTo(std::vector<MeasuredChange>* changes) const {
    for (const TriedCut& tried : stack_.cuts) {
      changes->push_back(OfCut(tried));
    }
    if (!stack_.guards.empty()) changes->push_back(OfGuards());
    if (stack_.drift.has_value()) AddPort(changes);
  }

 private:
  std::string Command(absl::string_view name) const {
    return absl::StrCat("patchgraph ", name, " ", named_);
  }

  // The figure of all stacks, and with `less` taken off it.
  void Replace(absl::string_view name, int less, MeasuredChange* change) const {
    const Figure* figure = FindFigure(figures_, name);
    if (figure == nullptr) return;
    change->before.push_back(*figure);
    change->after.push_back(*figure);
    change->after.back().set_value(figure->value() - less);
  }

  static std::string Became(absl::string_view one, absl::string_view many,
                            int before, int after) {
    const std::string counted = Counted(before, one, many);
    if (before == after) return absl::StrCat(counted, " as before");
    return absl::StrCat(counted, before == 1 ? " becomes " : " become ", after);
  }

  MeasuredChange OfCut(const TriedCut& tried) const {
    std::vector<std::string> names;
    std::vector<std::string> known_as;
    for (const int patch : tried.patches) {
      const GraphPatch& named = stack_.dependencies->patches[patch];
      names.push_back(ValidUtf8(named.name));
      // An id says nothing to people.
      known_as.push_back(named.subject.empty() || named.subject == named.name
                             ? names.back()
                             : absl::StrCat(names.back(), " (",
                                            ValidUtf8(named.subject), ")"));
    }
    MeasuredChange change;
    change.action =
        absl::StrCat("drop ", Listed(known_as, kPatchesNamed),
                     tried.landed ? ", which the target has already" : "");
    const Cut& cut = tried.cut;
    const int files = static_cast<int>(cut.before->files.size());
    const int files_after = static_cast<int>(cut.after->files.size());
    change.effect =
        Became("file in conflict", "files in conflict", files, files_after);
    if (cut.before->regions != cut.after->regions) {
      absl::StrAppend(
          &change.effect, ", ",
          Became("place", "places", cut.before->regions, cut.after->regions));
    }
    const int fallen = static_cast<int>(cut.fallen.patches.size());
    const int others = fallen - static_cast<int>(tried.patches.size());
    absl::StrAppend(&change.effect, "; ", Counted(fallen, "patch", "patches"),
                    " less to carry");
    if (others > 0) {
      absl::StrAppend(&change.effect, ", as ", others,
                      others == 1 ? " needs" : " need", " what goes");
    }
    if (names.size() == 1) {
      change.command = absl::StrCat(Command("graph"), " --cut ",
                                    ShellWord(names.front()), tail_);
    } else {
      change.command = Command("check");
      for (const std::string& name : names) {
        absl::StrAppend(&change.command, " --without ", ShellWord(name));
      }
      absl::StrAppend(&change.command, tail_);
    }
    Replace("files-in-conflict", files - files_after, &change);
    Replace("conflict-regions", cut.before->regions - cut.after->regions,
            &change);
    Replace("patches", fallen, &change);
    if (tried.landed) {
      Replace("landed-strong", static_cast<int>(tried.patches.size()), &change);
    }
    return change;
  }

  MeasuredChange OfGuards() const {
    int guards = 0;
    int hunks = 0;
    int whole = 0;  // files that nothing reaches any more
    for (const GuardedFile& file : stack_.guards) {
      guards += file.guards;
      hunks += file.reached - file.reach;
      if (file.reach == 0) ++whole;
    }
    MeasuredChange change;
    change.action = absl::StrCat(
        "put ", Counted(guards, "guard", "guards"), " into ",
        Counted(static_cast<int>(stack_.guards.size()), "file", "files"));
    change.effect = absl::StrCat(
        Counted(hunks, "hunk", "hunks"),
        hunks == 1 ? " no longer reaches" : " no longer reach",
        " a kernel without the feature, and ",
        Counted(whole, "file is", "files are"), " unchanged to it");
    change.command = absl::StrCat(Command("neutral"), Off(), options_,
                                  " --suggest -o guards.patch");
    Replace("hunks-reaching", hunks, &change);
    Replace("files-changed-when-off", whole, &change);
    return change;
  }

  std::string Off() const {
    std::string options;
    for (const std::string& name : stack_.neutrality->off) {
      absl::StrAppend(&options, " --off ", ShellWord(name));
    }
    return options;
  }

  void AddPort(std::vector<MeasuredChange>* changes) const {
    int clean = 0;
    for (const ForkPort& port : stack_.ported.ports) {
      if (!port.conflict.has_value()) ++clean;
    }
    if (clean == 0) return;
    MeasuredChange change;
    change.action = absl::StrCat(
        "carry upstream's changes into the ",
        Counted(clean, "fork that takes", "forks that take"), " them");
    change.effect = absl::StrCat(
        Became("fork that lacks something", "forks that lack something",
               static_cast<int>(stack_.ported.ports.size()),
               static_cast<int>(stack_.ported.ports.size()) - clean));
    change.command =
        absl::StrCat(Command("drift"), tail_, " --port --as sparse:ported");
    Replace("forks-drifted", clean, &change);
    changes->push_back(std::move(change));
  }

  const ExaminedStack& stack_;
  const std::string named_;
  const std::string& options_;
  const std::string tail_;
  absl::Span<const Figure> figures_;
};

}  // namespace

std::vector<MeasuredChange> MeasuredChangesOf(
    absl::Span<const ExaminedStack> stacks, const std::string& onto,
    const ReportQuestion& question, absl::Span<const Figure> figures) {
  std::vector<MeasuredChange> changes;
  for (size_t i = 0; i < stacks.size(); ++i) {
    const std::string& named =
        i < question.named.size() ? question.named[i] : stacks[i].stack->name;
    ChangeMaker(stacks[i], named, onto, question.options, figures)
        .AddTo(&changes);
  }
  return changes;
}

}  // namespace patchgraph
