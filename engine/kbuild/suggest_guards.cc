#include "engine/kbuild/suggest_guards.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/kbuild/compare_code.h"
#include "engine/kbuild/guard_blocks.h"
#include "engine/model/overlay.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

// A text with guards, and the lines that each takes there.
struct GuardedText {
  std::string text;
  std::vector<LineRange> guards;
};

int CountReaching(const FileNeutrality& result) {
  return static_cast<int>(
      std::count_if(result.edits.begin(), result.edits.end(),
                    [](const EditReach& edit) { return edit.reaches; }));
}

class GuardSearch {
 public:
  GuardSearch(const PatchedStack& stack, const StackNeutrality& neutrality)
      : stack_(stack),
        off_(neutrality.answers.front()),
        symbol_(neutrality.off.front()) {
    // Whether it is bool or tristate would have to be the same everywhere.
    defined_ = absl::StrCat("#if defined(CONFIG_", symbol_,
                            ") || defined(CONFIG_", symbol_, "_MODULE)\n");
    not_defined_ = absl::StrCat("#if !defined(CONFIG_", symbol_,
                                ") && !defined(CONFIG_", symbol_, "_MODULE)\n");
    if (!neutrality.off_tristate) {
      defined_ = absl::StrCat("#ifdef CONFIG_", symbol_, "\n");
      not_defined_ = absl::StrCat("#ifndef CONFIG_", symbol_, "\n");
    } else {
      on_.push_back(SymbolValue::kModule);
    }
  }

  absl::StatusOr<std::vector<GuardedFile>> Find() {
    const std::vector<NeutralFile>& files = off_.files;
    std::vector<GuardedFile> found(files.size());
    tbb::parallel_for(std::size_t{0}, files.size(), [&](std::size_t i) {
      const bool can_be_guarded =
          files[i].role == FileRole::kCode && !files[i].is_new &&
          !files[i].is_gone && files[i].result.answer == Neutrality::kChanged;
      if (can_be_guarded) found[i] = Guard(stack_.files()[i], files[i].result);
    });
    found.erase(std::remove_if(
                    found.begin(), found.end(),
                    [](const GuardedFile& file) { return file.guards == 0; }),
                found.end());
    return WithoutBreaks(std::move(found));
  }

 private:
  GuardedFile Guard(const StackedFile& file,
                    const FileNeutrality& before) const {
    const Lines base(*file.base_text());
    const Lines patched(*file.patched_text());
    const std::vector<Edit> blocks = GuardBlocks(base, patched, before.edits);
    std::vector<Edit> taken = blocks;
    if (!IsProven(file, Write(base, patched, blocks))) {
      taken.clear();
      for (const Edit& block : blocks) {
        taken.push_back(block);
        if (!IsProven(file, Write(base, patched, taken))) taken.pop_back();
      }
    }
    GuardedFile guarded;
    guarded.path = file.path;
    guarded.guards = static_cast<int>(taken.size());
    guarded.text = Write(base, patched, taken).text;
    guarded.reached = CountReaching(before);
    const FileNeutrality after =
        CompareCode(file.path, file.base_text(),
                    absl::string_view(guarded.text), off_.settings);
    guarded.reach =
        after.answer == Neutrality::kNeutral ? 0 : CountReaching(after);
    return guarded;
  }

  GuardedText Write(const Lines& base, const Lines& patched,
                    const std::vector<Edit>& blocks) const {
    GuardedText guarded;
    int line = 0;
    int copied = 0;
    const auto copy = [&](LineRange lines, const Lines& from) {
      guarded.text.append(from.Range(lines).data(), from.Range(lines).size());
      line += lines.size();
    };
    const auto add = [&](absl::string_view directive) {
      absl::StrAppend(&guarded.text, directive);
      ++line;
    };
    for (const Edit& block : blocks) {
      copy({copied, block.after_begin}, patched);
      const int begin = line;
      add(block.after().empty() ? not_defined_ : defined_);
      copy(block.after(), patched);
      if (!block.before().empty() && !block.after().empty()) add("#else\n");
      copy(block.before(), base);
      add("#endif\n");
      guarded.guards.push_back({begin, line});
      copied = block.after_end;
    }
    copy({copied, patched.size()}, patched);
    return guarded;
  }

  // What is guarded is neutral with the feature off, and the stack's with it
  // on.
  bool IsProven(const StackedFile& file, const GuardedText& guarded) const {
    const FileNeutrality off =
        CompareCode(file.path, file.base_text(),
                    absl::string_view(guarded.text), off_.settings);
    if (off.answer == Neutrality::kUnknown) return false;
    for (const EditReach& edit : off.edits) {
      if (!edit.reaches) continue;
      for (const LineRange& guard : guarded.guards) {
        const bool meets = edit.edit.after_begin < guard.end &&
                           edit.edit.after_end > guard.begin;
        if (meets) return false;
      }
    }
    for (const SymbolValue value : on_) {
      SymbolSettings on;
      on.Set(symbol_, value);
      const FileNeutrality same = CompareCode(
          file.path, file.patched_text(), absl::string_view(guarded.text), on);
      if (same.answer != Neutrality::kNeutral) return false;
    }
    return true;
  }

  using BreakKey = std::pair<std::string, std::string>;  // path, name

  absl::StatusOr<std::vector<GuardedFile>> WithoutBreaks(
      std::vector<GuardedFile> found) const {
    std::set<BreakKey> known;
    for (const CodeBreak& each : off_.breaks) {
      known.insert({each.path, each.name});
    }
    while (!found.empty()) {
      const auto breaks = BreaksWith(found);
      if (!breaks.ok()) return breaks.status();
      std::set<std::string> bad;
      for (const CodeBreak& each : *breaks) {
        if (known.count({each.path, each.name}) > 0) continue;
        bad.insert(each.path);
        bad.insert(each.declared_path);
      }
      const std::size_t before = found.size();
      found.erase(std::remove_if(found.begin(), found.end(),
                                 [&](const GuardedFile& file) {
                                   return bad.count(file.path) > 0;
                                 }),
                  found.end());
      if (found.size() == before) break;
    }
    return found;
  }

  absl::StatusOr<std::vector<CodeBreak>> BreaksWith(
      const std::vector<GuardedFile>& guarded) const {
    Overlay tree(stack_.overlay(), stack_.patched().name());
    std::vector<StackCode> code = CodeOf(stack_, off_);
    for (const GuardedFile& file : guarded) {
      FileState state = *stack_.Find(file.path)->after;
      state.blob = Blob::FromBytes(file.text);
      tree.Put(file.path, std::move(state));
      for (StackCode& one : code) {
        if (one.path == file.path) one.patched = absl::string_view(file.text);
      }
    }
    return FindCodeBreaks(code, tree, off_.settings);
  }

  const PatchedStack& stack_;
  const NeutralAnswer& off_;
  const std::string symbol_;
  std::string defined_;
  std::string not_defined_;
  std::vector<SymbolValue> on_ = {SymbolValue::kBuiltIn};
};

}  // namespace

absl::StatusOr<std::vector<GuardedFile>> SuggestGuards(
    const PatchedStack& stack, const StackNeutrality& neutrality) {
  if (neutrality.off.empty() || neutrality.answers.empty()) {
    return std::vector<GuardedFile>();
  }
  return GuardSearch(stack, neutrality).Find();
}

}  // namespace patchgraph
