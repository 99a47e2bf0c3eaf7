#include "engine/kbuild/lost_symbols.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
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
#include "engine/kbuild/plain_bytes.h"
#include "engine/kbuild/stack_names.h"
#include "engine/kbuild/surviving_code.h"
#include "engine/merge/tree_diff.h"
#include "engine/model/repo_path.h"
#include "engine/text/common_ends.h"

namespace patchgraph {
namespace {

// Deeper folders are no kernel's.
constexpr int kDeepestFolder = 64;

bool IsHeaderPath(absl::string_view path) { return absl::EndsWith(path, ".h"); }

bool IsProgramPath(absl::string_view path) {
  return absl::EndsWith(path, ".h") || absl::EndsWith(path, ".c") ||
         absl::EndsWith(path, ".S");
}

// A name that a file of the base declares, and no longer as the target has it.
struct LostDeclaration {
  std::string path;
  int line = 0;  // from 1
  DeclarationKind kind = DeclarationKind::kVariable;
};

// Whether code anywhere may include a header of this path.
bool IsPublicHeader(absl::string_view path) {
  return IsHeaderPath(path) && (absl::StartsWith(path, "include/") ||
                                absl::StrContains(path, "/include/"));
}

// Whether code at `use` may see what the file `declared` declares at file
// scope, as far as paths tell.
bool MaySee(absl::string_view use, absl::string_view declared) {
  return IsHeaderPath(declared)
             ? ArchitecturesMeet(PathArchitecture(use),
                                 PathArchitecture(declared))
             : ParentDirectory(use) == ParentDirectory(declared);
}

// The same, only where that is usual: a driver's headers are its own.
bool Sees(absl::string_view use, absl::string_view declared) {
  return MaySee(use, declared) &&
         (IsPublicHeader(declared) ||
          ParentDirectory(use) == ParentDirectory(declared));
}

// The lines of two texts between those that are the same at both ends.
struct DifferingLines {
  absl::string_view before;
  absl::string_view after;
};

DifferingLines TrimSame(absl::string_view before, absl::string_view after) {
  std::size_t front = CommonPrefix(before, after);
  while (front > 0 && before[front - 1] != '\n') --front;
  before.remove_prefix(front);
  after.remove_prefix(front);
  std::size_t back = CommonSuffix(before, after);
  while (back > 0 && before[before.size() - back] != '\n') --back;
  before.remove_suffix(back);
  after.remove_suffix(back);
  return {before, after};
}

class LostSymbolFinder {
 public:
  explicit LostSymbolFinder(const LostSymbolsQuestion& question)
      : question_(question), names_(question.stack) {}

  absl::StatusOr<std::vector<LostSymbol>> Find() {
    absl::Status status = ReadChangedFiles();
    if (status.ok() && !lost_.empty()) status = SearchTarget();
    if (!status.ok()) return status;
    std::vector<LostSymbol> result;
    for (const auto& [name, places] : lost_) AddSymbol(name, places, &result);
    std::sort(result.begin(), result.end(),
              [](const LostSymbol& a, const LostSymbol& b) {
                return std::tie(a.name, a.space) < std::tie(b.name, b.space);
              });
    return result;
  }

 private:
  absl::Status ReadChangedFiles() {
    const auto changes = DiffTrees(*question_.base, *question_.target);
    if (!changes.ok()) return changes.status();
    for (const PathChange& change : *changes) {
      if (!change.before.has_value() || !IsSeen(change.path)) continue;
      absl::Status status = ReadChange(change);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Whether the stack's code may see what is declared there.
  bool IsSeen(absl::string_view path) const {
    if (!IsProgramPath(path)) return false;
    if (names_.HasFolder(ParentDirectory(path))) return true;
    return IsPublicHeader(path) &&
           names_.SeesArchitecture(PathArchitecture(path));
  }

  absl::Status ReadChange(const PathChange& change) {
    const absl::StatusOr<Bytes> before = PlainBytes(change.before);
    if (!before.ok()) return before.status();
    const absl::StatusOr<Bytes> after = PlainBytes(change.after);
    if (!after.ok()) return after.status();
    // Where a declaration goes its name stands there once less.
    const DifferingLines differing = TrimSame(**before, **after);
    std::map<absl::string_view, int> fewer;
    ForEachWord(differing.before, [&](absl::string_view word) {
      if (names_.Uses(word)) ++fewer[word];
    });
    if (fewer.empty()) return absl::OkStatus();
    ForEachWord(differing.after, [&](absl::string_view word) {
      const auto found = fewer.find(word);
      if (found != fewer.end()) --found->second;
    });
    for (auto at = fewer.begin(); at != fewer.end();) {
      at = at->second > 0 ? std::next(at) : fewer.erase(at);
    }
    if (!fewer.empty()) {
      CompareDeclarations(change.path, **before, **after, fewer);
    }
    return absl::OkStatus();
  }

  void CompareDeclarations(const std::string& path, absl::string_view before,
                           absl::string_view after,
                           const std::map<absl::string_view, int>& words) {
    ConditionTable table;
    const SurvivingCode code =
        ReadSurvivingCode(path, before, SymbolSettings(), &table);
    const DeclarationKinds kinds(code);
    std::map<SymbolKey, LostDeclaration> gone;
    for (const CodeName& name : ReadCodeDeclarations(path, code).declared) {
      const SymbolKey key(name.space, std::string(name.name));
      if (name.is_local || words.count(name.name) == 0 ||
          names_.UsesOf(key) == nullptr) {
        continue;
      }
      gone.emplace(key,
                   LostDeclaration{path, name.line + 1, kinds.KindOf(name)});
    }
    if (gone.empty()) return;
    const SurvivingCode now =
        ReadSurvivingCode(path, after, SymbolSettings(), &table);
    for (const CodeName& name : ReadCodeDeclarations(path, now).declared) {
      if (!name.is_local) gone.erase({name.space, std::string(name.name)});
    }
    for (auto& [key, place] : gone) lost_[key].push_back(std::move(place));
  }

  absl::Status SearchTarget() {
    for (const auto& [key, places] : lost_) {
      sought_.insert(key.second);
      sought_first_[static_cast<unsigned char>(key.second[0])] = true;
      for (const SymbolUse& use : names_.UsesOf(key)->uses) {
        folders_.insert(std::string(ParentDirectory(use.path)));
      }
    }
    absl::Status status = SearchFolder("include", 0);
    if (!status.ok()) return status;
    for (const std::string& architecture : names_.architectures()) {
      status = SearchFolder(absl::StrCat("arch/", architecture), 0);
      if (!status.ok()) return status;
    }
    for (const std::string& folder : folders_) {
      status = SearchFolder(folder, kDeepestFolder);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // The headers of a folder and of those below it down to kDeepestFolder, and
  // what else is there if the stack's code is beside.
  absl::Status SearchFolder(const std::string& folder, int depth) {
    const auto nodes = question_.target->List(folder);
    if (absl::IsNotFound(nodes.status())) return absl::OkStatus();
    if (!nodes.ok()) return nodes.status();
    const bool is_beside = folders_.count(folder) > 0;
    for (const NamedNode& named : *nodes) {
      const std::string path = JoinPath(folder, named.name);
      if (!names_.SeesArchitecture(PathArchitecture(path))) continue;
      absl::Status status;
      if (named.node.is_directory) {
        if (depth < kDeepestFolder) status = SearchFolder(path, depth + 1);
      } else if (IsHeaderPath(path) || (is_beside && IsProgramPath(path))) {
        status = SearchFile(path, named.node.file);
      }
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status SearchFile(const std::string& path, const FileState& file) {
    if (!searched_.insert(path).second) return absl::OkStatus();
    const absl::StatusOr<Bytes> bytes = PlainBytes(file);
    if (!bytes.ok()) return bytes.status();
    bool has_any = false;
    ForEachWord(**bytes, [&](absl::string_view word) {
      if (has_any || !sought_first_[static_cast<unsigned char>(word[0])]) {
        return;
      }
      has_any = sought_.contains(word);
    });
    if (!has_any) return absl::OkStatus();
    ConditionTable table;
    const SurvivingCode code =
        ReadSurvivingCode(path, **bytes, SymbolSettings(), &table);
    const CodeDeclarations names = ReadCodeDeclarations(path, code);
    absl::flat_hash_set<absl::string_view> local;
    for (const CodeName& name : names.declared) {
      if (name.is_local) local.insert(name.name);
    }
    for (const CodeName& name : names.declared) {
      if (!name.is_local) NoteFound(name, path);
    }
    // What the target's own headers use is there, however it is declared.
    if (!IsHeaderPath(path)) return absl::OkStatus();
    for (const CodeName& name : names.used) {
      if (!local.contains(name.name)) NoteFound(name, path);
    }
    return absl::OkStatus();
  }

  void NoteFound(const CodeName& name, const std::string& path) {
    if (!sought_.contains(name.name)) return;
    const std::string text(name.name);
    found_[{name.space, text}].insert(path);
    // A macro can stand for anything.
    if (name.space == NameSpace::kOrdinary) {
      found_[{NameSpace::kMember, text}].insert(path);
      found_[{NameSpace::kTag, text}].insert(path);
    }
  }

  bool IsLost(const SymbolUse& use, const SymbolKey& key,
              const std::vector<LostDeclaration>& places) const {
    const bool was_seen = std::any_of(places.begin(), places.end(),
                                      [&](const LostDeclaration& place) {
                                        return Sees(use.path, place.path);
                                      });
    if (!was_seen) return false;
    const auto found = found_.find(key);
    return found == found_.end() ||
           std::none_of(
               found->second.begin(), found->second.end(),
               [&](const std::string& path) { return MaySee(use.path, path); });
  }

  void AddSymbol(const SymbolKey& key,
                 const std::vector<LostDeclaration>& places,
                 std::vector<LostSymbol>* result) const {
    const StackNames::Name& name = *names_.UsesOf(key);
    // Structures of the stack's own have members of any name.
    if (name.is_defined && key.first != NameSpace::kOrdinary) return;
    LostSymbol symbol;
    for (const SymbolUse& use : name.uses) {
      if (!IsLost(use, key, places)) continue;
      symbol.uses.push_back(use);
      if (question_.patch_of) {
        symbol.uses.back().patch = question_.patch_of(use.path, use.line);
      }
    }
    if (symbol.uses.empty()) return;
    auto place = std::find_if(places.begin(), places.end(),
                              [](const LostDeclaration& declaration) {
                                return IsHeaderPath(declaration.path);
                              });
    if (place == places.end()) place = places.begin();
    symbol.name = key.second;
    symbol.space = key.first;
    symbol.kind = place->kind;
    symbol.declared_path = place->path;
    symbol.declared_line = place->line;
    symbol.defined_by_stack = name.is_defined;
    result->push_back(std::move(symbol));
  }

  const LostSymbolsQuestion& question_;
  const StackNames names_;
  std::map<SymbolKey, std::vector<LostDeclaration>> lost_;
  absl::flat_hash_set<std::string> sought_;
  std::array<bool, 256> sought_first_ = {};  // by their first bytes
  std::set<std::string> folders_;            // of the uses
  absl::flat_hash_set<std::string> searched_;
  // Where the target has what is sought.
  std::map<SymbolKey, std::set<std::string>> found_;
};

}  // namespace

absl::StatusOr<std::vector<LostSymbol>> FindLostSymbols(
    const LostSymbolsQuestion& question) {
  return LostSymbolFinder(question).Find();
}

}  // namespace patchgraph
