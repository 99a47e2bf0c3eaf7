#include "engine/kbuild/breaks.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/kbuild/code_declarations.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/include_resolver.h"
#include "engine/kbuild/reachable_names.h"
#include "engine/kbuild/surviving_code.h"
#include "engine/text/diff.h"
#include "engine/text/lines.h"

namespace patchgraph {
namespace {

using NameKey = std::pair<NameSpace, absl::string_view>;

// A file of the stack as it is with the settings, and as it is whatever they
// are.
struct StackFile {
  const StackCode* code = nullptr;
  std::string architecture;
  ConditionTable table;
  SurvivingCode off;
  SurvivingCode open;
  CodeDeclarations names_off;
  CodeDeclarations names_open;
  std::vector<bool> edited;  // by line
  bool alive = false;        // reaches the build

  bool IsAlive(int line) const {
    return alive && off.line_conditions[line] != Condition::kNever;
  }
};

struct DeclarationPlace {
  const StackFile* file = nullptr;
  int line = 0;
};

bool IsHeader(absl::string_view path) { return absl::EndsWith(path, ".h"); }

// What the build itself writes.
bool IsGenerated(absl::string_view name) {
  for (const absl::string_view known :
       {"asm/asm-offsets.h", "asm/asm_offsets.h", "asm/offsets.h",
        "linux/version.h", "linux/autoconf.h", "linux/compile.h",
        "linux/utsrelease.h"}) {
    if (name == known) return true;
  }
  return absl::StartsWith(name, "generated/");
}

// Programs that run on the machine that builds, or in user mode on it: their
// headers are that machine's.
bool IsHostCode(absl::string_view path) {
  for (const absl::string_view folder :
       {"scripts/", "usr/", "tools/", "Documentation/", "arch/um/"}) {
    if (absl::StartsWith(path, folder)) return true;
  }
  return false;
}

std::vector<bool> EditedLines(const StackCode& code) {
  const Lines patched(*code.patched);
  std::vector<bool> edited(patched.size(), !code.base.has_value());
  if (!code.base.has_value()) return edited;
  for (const Edit& edit : Diff(Lines(*code.base), patched)) {
    std::fill(edited.begin() + edit.after_begin,
              edited.begin() + edit.after_end, true);
  }
  return edited;
}

class BreakFinder {
 public:
  BreakFinder(absl::Span<const StackCode> stack, const Tree& patched,
              const SymbolSettings& settings)
      : stack_(stack),
        patched_(patched),
        settings_(settings),
        resolver_(patched) {}

  absl::StatusOr<std::vector<CodeBreak>> Find() {
    absl::Status status = ReadArchitectures();
    if (!status.ok()) return status;
    for (const StackCode& code : stack_) ReadFile(code);
    status = FindAliveHeaders();
    if (!status.ok()) return status;
    for (const auto& file : files_) CollectDeclarations(*file);
    for (const auto& file : files_) {
      if (!file->alive) continue;
      CheckBalance(*file);
      status = CheckIncludes(*file);
      if (!status.ok()) return status;
      status = CheckNames(*file);
      if (!status.ok()) return status;
    }
    std::stable_sort(breaks_.begin(), breaks_.end(),
                     [](const CodeBreak& a, const CodeBreak& b) {
                       return std::tie(a.path, a.line) <
                              std::tie(b.path, b.line);
                     });
    return std::move(breaks_);
  }

 private:
  absl::Status ReadArchitectures() {
    auto all = resolver_.AllArchitectures();
    if (!all.ok()) return all.status();
    all_architectures_ = *std::move(all);
    std::set<std::string> of_stack;
    for (const StackCode& code : stack_) {
      const std::string architecture = PathArchitecture(code.path);
      if (!architecture.empty()) of_stack.insert(architecture);
    }
    reachable_ = std::make_unique<ReachableNames>(
        patched_, settings_,
        std::vector<std::string>(of_stack.begin(), of_stack.end()), &resolver_);
    return absl::OkStatus();
  }

  void ReadFile(const StackCode& code) {
    if (!IsCode(code.path) || !code.patched.has_value()) return;
    auto file = std::make_unique<StackFile>();
    file->code = &code;
    file->architecture = PathArchitecture(code.path);
    file->off =
        ReadSurvivingCode(code.path, *code.patched, settings_, &file->table);
    file->open = ReadSurvivingCode(code.path, *code.patched, SymbolSettings(),
                                   &file->table);
    file->names_off = ReadCodeDeclarations(code.path, file->off);
    file->names_open = ReadCodeDeclarations(code.path, file->open);
    file->edited = EditedLines(code);
    file->alive =
        code.base.has_value() || (code.is_built && !IsHeader(code.path));
    by_path_.emplace(code.path, file.get());
    files_.push_back(std::move(file));
  }

  // New headers are alive where something alive includes them.
  absl::Status FindAliveHeaders() {
    std::vector<StackFile*> alive;
    for (const auto& file : files_) {
      if (file->alive) alive.push_back(file.get());
    }
    for (std::size_t i = 0; i < alive.size(); ++i) {
      const StackFile& from = *alive[i];
      for (const SurvivingInclude& include : from.off.includes) {
        const auto targets = resolver_.Resolve(from.code->path, include.name,
                                               all_architectures_);
        if (!targets.ok()) return targets.status();
        for (const std::string& target : *targets) {
          const auto found = by_path_.find(target);
          if (found == by_path_.end() || found->second->alive) continue;
          found->second->alive = true;
          alive.push_back(found->second);
        }
      }
    }
    return absl::OkStatus();
  }

  void CollectDeclarations(const StackFile& file) {
    absl::flat_hash_set<NameKey> surviving;
    if (file.alive) {
      for (const CodeName& name : file.names_off.declared) {
        if (name.is_local) continue;
        surviving.insert({name.space, name.name});
        surviving_[{name.space, name.name}].insert(file.architecture);
      }
    }
    for (const CodeName& name : file.names_open.declared) {
      if (name.is_local || file.IsAlive(name.line)) continue;
      only_on_[{name.space, name.name}].push_back({&file, name.line});
    }
    if (!file.code->base.has_value()) return;
    ConditionTable table;
    const SurvivingCode base =
        ReadSurvivingCode(file.code->path, *file.code->base, settings_, &table);
    for (const SurvivingInclude& include : base.includes) {
      included_before_.insert(include.name);
    }
    for (const CodeName& name :
         ReadCodeDeclarations(file.code->path, base).declared) {
      const NameKey key(name.space, name.name);
      // Its text may be in a copy that goes away with `base`.
      if (!name.is_local && !surviving.contains(key)) {
        taken_away_.emplace(name.space, std::string(name.name));
      }
    }
  }

  CodeBreak Place(const StackFile& file, CodeBreak::Kind kind, int line,
                  absl::string_view name) const {
    CodeBreak found;
    found.kind = kind;
    found.path = file.code->path;
    found.line = line + 1;
    found.name = std::string(name);
    return found;
  }

  void CheckBalance(const StackFile& file) {
    std::size_t before = 0;
    if (file.code->base.has_value() && !file.off.unbalanced.empty()) {
      ConditionTable table;
      before = ReadSurvivingCode(file.code->path, *file.code->base, settings_,
                                 &table)
                   .unbalanced.size();
    }
    if (file.off.unbalanced.size() <= before) return;
    for (const KbuildWarning& warning : file.off.unbalanced) {
      breaks_.push_back(
          Place(file, CodeBreak::kUnbalanced, warning.line - 1, warning.text));
    }
  }

  absl::Status CheckIncludes(const StackFile& file) {
    if (IsHostCode(file.code->path)) return absl::OkStatus();
    for (const SurvivingInclude& include : file.off.includes) {
      const bool is_named = include.name[0] == '<' || include.name[0] == '"';
      if (!file.edited[include.line] || !is_named || include.name.size() < 3) {
        continue;
      }
      const auto targets =
          resolver_.Resolve(file.code->path, include.name, all_architectures_);
      if (!targets.ok()) return targets.status();
      const absl::string_view name =
          absl::string_view(include.name).substr(1, include.name.size() - 2);
      if (!targets->empty() || IsGenerated(name) ||
          included_before_.contains(include.name)) {
        continue;
      }
      CodeBreak found =
          Place(file, CodeBreak::kNoHeader, include.line, include.name);
      for (const auto& other : files_) {
        if (other->alive ||
            !absl::EndsWith(other->code->path, absl::StrCat("/", name))) {
          continue;
        }
        found.kind = CodeBreak::kInclude;
        found.declared_path = other->code->path;
        break;
      }
      breaks_.push_back(std::move(found));
    }
    return absl::OkStatus();
  }

  absl::Status CheckNames(StackFile& file) {
    absl::flat_hash_set<NameKey> done;
    for (const CodeName& name : file.names_off.declared) {
      done.insert({name.space, name.name});
    }
    for (const CodeName& use : file.names_off.used) {
      const NameKey key(use.space, use.name);
      const auto only_on = only_on_.find(key);
      if (only_on == only_on_.end()) continue;
      const bool in_doubt =
          file.edited[use.line] ||
          taken_away_.contains({use.space, std::string(use.name)});
      if (!in_doubt || !done.insert(key).second) continue;
      const DeclarationPlace* place = Nearest(only_on->second, file);
      if (place == nullptr || SurvivesInStack(key, file) ||
          IsAskedFor(file, use)) {
        continue;
      }
      const absl::StatusOr<bool> elsewhere = IsDeclaredElsewhere(file, use);
      if (!elsewhere.ok()) return elsewhere.status();
      if (*elsewhere) continue;
      CodeBreak found = Place(file, CodeBreak::kName, use.line, use.name);
      found.space = use.space;
      found.declared_path = place->file->code->path;
      found.declared_line = place->line + 1;
      found.condition = ConditionAt(*place);
      breaks_.push_back(std::move(found));
    }
    return absl::OkStatus();
  }

  // The declaration that the code would most likely see: in a file of the base,
  // in a header, the first.
  const DeclarationPlace* Nearest(const std::vector<DeclarationPlace>& places,
                                  const StackFile& file) const {
    const DeclarationPlace* nearest = nullptr;
    const auto rank = [](const DeclarationPlace& place) {
      return std::make_pair(place.file->alive,
                            IsHeader(place.file->code->path));
    };
    for (const DeclarationPlace& place : places) {
      if (!ArchitecturesMeet(place.file->architecture, file.architecture)) {
        continue;
      }
      if (nearest == nullptr || rank(place) > rank(*nearest)) nearest = &place;
    }
    return nearest;
  }

  // `#ifdef name` stands around it.
  bool IsAskedFor(StackFile& file, const CodeName& use) {
    const Condition condition = file.off.line_conditions[use.line];
    const std::string asked = absl::StrCat("defined(", use.name);
    // Making conditions makes no atoms of this form.
    for (std::size_t i = 0; i < file.table.atoms().size(); ++i) {
      const std::string atom = file.table.atoms()[i];
      if (!absl::StartsWith(atom, asked) || IsNameByte(atom[asked.size()])) {
        continue;
      }
      const Condition without = file.table.Not(file.table.Atom(atom));
      if (file.table.And(condition, without) == Condition::kNever) return true;
    }
    return false;
  }

  bool SurvivesInStack(const NameKey& key, const StackFile& file) const {
    const auto found = surviving_.find(key);
    if (found == surviving_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [&](const std::string& architecture) {
                         return ArchitecturesMeet(architecture,
                                                  file.architecture);
                       });
  }

  absl::StatusOr<bool> IsDeclaredElsewhere(const StackFile& file,
                                           const CodeName& use) {
    const SpacedName name(use.space, std::string(use.name));
    absl::StatusOr<bool> reached = reachable_->Declares(file.code->path, name);
    if (!reached.ok() || *reached) return reached;
    if (absl::EndsWith(file.code->path, ".c")) return false;
    return reachable_->IsDeclaredBeside(file.code->path, name);
  }

  // The outermost conditional that keeps the line out of the build.
  std::string ConditionAt(const DeclarationPlace& place) const {
    const StackFile& file = *place.file;
    int outermost = -1;
    for (int branch = file.off.line_branches[place.line]; branch >= 0;
         branch = file.off.branches[branch].parent) {
      if (file.off.branches[branch].taken == Condition::kNever) {
        outermost = branch;
      }
    }
    if (outermost < 0) return "";
    return file.table.Text(file.open.branches[outermost].taken);
  }

  const absl::Span<const StackCode> stack_;
  const Tree& patched_;
  const SymbolSettings& settings_;
  IncludeResolver resolver_;
  std::vector<std::string> all_architectures_;
  std::unique_ptr<ReachableNames> reachable_;
  std::vector<std::unique_ptr<StackFile>> files_;
  absl::flat_hash_map<std::string, StackFile*> by_path_;
  // Names outside of functions: where they are declared with the feature on
  // alone; of those that survive, on which architectures; and those of the base
  // that are gone from their file.
  absl::flat_hash_map<NameKey, std::vector<DeclarationPlace>> only_on_;
  absl::flat_hash_map<NameKey, std::set<std::string>> surviving_;
  absl::flat_hash_set<SpacedName> taken_away_;
  // What the base includes somewhere, and so finds, with whatever flags.
  absl::flat_hash_set<std::string> included_before_;
  std::vector<CodeBreak> breaks_;
};

}  // namespace

absl::StatusOr<std::vector<CodeBreak>> FindCodeBreaks(
    absl::Span<const StackCode> stack, const Tree& patched,
    const SymbolSettings& settings) {
  return BreakFinder(stack, patched, settings).Find();
}

}  // namespace patchgraph
