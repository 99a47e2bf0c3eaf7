#include "engine/kbuild/driver_interface.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "engine/kbuild/code_interface.h"
#include "engine/kbuild/condition_table.h"
#include "engine/kbuild/include_resolver.h"
#include "engine/kbuild/surviving_code.h"

namespace patchgraph {
namespace {

constexpr std::size_t kLongestExcerpt = 200;

bool OffersTypes(absl::string_view path) { return absl::EndsWith(path, ".h"); }

// A file before and after, where the setting at hand holds.
struct FilePair {
  std::string before_path;
  std::string after_path;
  absl::optional<absl::string_view> before;
  absl::optional<absl::string_view> after;
};

struct PairInterface {
  const FilePair* files = nullptr;
  CodeInterface before;
  CodeInterface after;
};

// What stands at one place of a side.
struct OfferedItem {
  const PairInterface* pair = nullptr;
  const InterfaceItem* item = nullptr;
};

// In short. Does not cut a character of several bytes in two.
std::string Excerpt(std::string text) {
  if (text.size() <= kLongestExcerpt) return text;
  std::size_t end = kLongestExcerpt;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  text.resize(end);
  text += "...";
  return text;
}

// The parts of `a` that `b` has not, each as often as it has it more.
std::vector<std::string> PartsOnlyIn(const InterfaceItem& a,
                                     const InterfaceItem& b) {
  std::multiset<absl::string_view> others(b.parts.begin(), b.parts.end());
  std::vector<std::string> only;
  for (const std::string& part : a.parts) {
    const auto found = others.find(part);
    if (found == others.end()) {
      only.push_back(part);
    } else {
      others.erase(found);
    }
  }
  return only;
}

// Compares two sides where one setting holds.
class InterfaceComparison {
 public:
  InterfaceComparison(absl::Span<const FilePair> pairs,
                      const SymbolSettings& settings) {
    for (const FilePair& files : pairs) {
      PairInterface pair;
      pair.files = &files;
      if (files.before.has_value()) {
        pair.before = ReadCodeInterface(files.before_path, *files.before,
                                        settings, &table_);
      }
      if (files.after.has_value()) {
        pair.after = ReadCodeInterface(files.after_path, *files.after, settings,
                                       &table_);
      }
      pairs_.push_back(std::move(pair));
    }
    for (const PairInterface& pair : pairs_) Collect(pair);
  }

  std::vector<InterfaceChange> Compare() {
    CompareExports();
    for (const PairInterface& pair : pairs_) {
      if (!pair.files->before.has_value() ||
          !OffersTypes(pair.files->before_path)) {
        continue;
      }
      for (const auto& [name, item] : pair.before.structures) {
        CompareStructure(pair, name, item);
      }
      for (const auto& [name, item] : pair.before.macros) {
        CompareMacro(pair, name, item);
      }
    }
    return std::move(changes_);
  }

 private:
  using Offered = std::map<absl::string_view, OfferedItem>;
  using OfferedByHeaders = std::multimap<absl::string_view, OfferedItem>;

  void Collect(const PairInterface& pair) {
    for (const auto& [name, item] : pair.before.exports) {
      exports_before_.emplace(name, OfferedItem{&pair, &item});
    }
    for (const auto& [name, item] : pair.after.exports) {
      exports_after_.emplace(name, OfferedItem{&pair, &item});
    }
    if (OffersTypes(pair.files->before_path)) {
      for (const auto& [name, item] : pair.before.signatures) {
        declared_before_.emplace(name, OfferedItem{&pair, &item});
      }
    }
    if (!OffersTypes(pair.files->after_path)) return;
    for (const auto& [name, item] : pair.after.signatures) {
      declared_after_.emplace(name, OfferedItem{&pair, &item});
    }
    for (const auto& [name, item] : pair.after.structures) {
      structures_after_.emplace(name, OfferedItem{&pair, &item});
    }
    for (const auto& [name, item] : pair.after.macros) {
      macros_after_.emplace(name, OfferedItem{&pair, &item});
    }
  }

  void Note(InterfaceChange::Kind kind, absl::string_view name,
            const std::string& path, int line, std::string before,
            std::string after) {
    InterfaceChange change;
    change.kind = kind;
    change.name = std::string(name);
    change.path = path;
    change.line = line;
    change.before = Excerpt(std::move(before));
    change.after = Excerpt(std::move(after));
    changes_.push_back(std::move(change));
  }

  void CompareExports() {
    for (const auto& [name, before] : exports_before_) {
      const auto after = exports_after_.find(name);
      const std::string text = absl::StrJoin(before.item->parts, "; ");
      if (after == exports_after_.end()) {
        Note(InterfaceChange::kExportGone, name,
             before.pair->files->before_path, before.item->line, text, "");
        continue;
      }
      const OfferedItem& now = after->second;
      if (*now.item != *before.item) {
        Note(InterfaceChange::kExportChanged, name, now.pair->files->after_path,
             now.item->line, text, absl::StrJoin(now.item->parts, "; "));
      }
      CompareSignatures(name, before, now);
    }
    for (const auto& [name, after] : exports_after_) {
      if (exports_before_.count(name) > 0) continue;
      Note(InterfaceChange::kExportNew, name, after.pair->files->after_path,
           after.item->line, "", absl::StrJoin(after.item->parts, "; "));
    }
  }

  // How an exported name is declared beside its export, or else in a header
  // that both sides have.
  void CompareSignatures(absl::string_view name, const OfferedItem& before,
                         const OfferedItem& after) {
    const auto own_before = before.pair->before.signatures.find(name);
    const auto own_after = after.pair->after.signatures.find(name);
    if (own_before != before.pair->before.signatures.end() &&
        own_after != after.pair->after.signatures.end()) {
      CompareSignature(name, own_before->second, own_after->second,
                       after.pair->files->after_path);
      return;
    }
    const auto range = declared_before_.equal_range(name);
    for (auto at = range.first; at != range.second; ++at) {
      const PairInterface& pair = *at->second.pair;
      const auto now = pair.after.signatures.find(name);
      if (now == pair.after.signatures.end()) continue;
      CompareSignature(name, *at->second.item, now->second,
                       pair.files->after_path);
      return;
    }
  }

  void CompareSignature(absl::string_view name, const InterfaceItem& before,
                        const InterfaceItem& after, const std::string& path) {
    if (before == after) return;
    Note(InterfaceChange::kSignature, name, path, after.line,
         absl::StrJoin(PartsOnlyIn(before, after), "; "),
         absl::StrJoin(PartsOnlyIn(after, before), "; "));
  }

  // The item of the same name beside it, or else in another header of the
  // stack that the same code can include.
  static OfferedItem FindNow(const PairInterface& pair, absl::string_view name,
                             const InterfaceItems& beside,
                             const OfferedByHeaders& elsewhere) {
    const auto same = beside.find(name);
    if (same != beside.end() && pair.files->after.has_value()) {
      return {&pair, &same->second};
    }
    const auto range = elsewhere.equal_range(name);
    for (auto at = range.first; at != range.second; ++at) {
      if (ArchitecturesMeet(
              PathArchitecture(pair.files->before_path),
              PathArchitecture(at->second.pair->files->after_path))) {
        return at->second;
      }
    }
    return {};
  }

  void CompareStructure(const PairInterface& pair, absl::string_view name,
                        const InterfaceItem& before) {
    const OfferedItem now =
        FindNow(pair, name, pair.after.structures, structures_after_);
    if (now.item == nullptr) {
      Note(InterfaceChange::kStructureGone, name, pair.files->before_path,
           before.line, absl::StrJoin(before.parts, "; "), "");
      return;
    }
    if (*now.item == before) return;
    std::vector<std::string> gone = PartsOnlyIn(before, *now.item);
    std::vector<std::string> come = PartsOnlyIn(*now.item, before);
    if (gone.empty() && come.empty()) {
      // The order alone.
      gone = before.parts;
      come = now.item->parts;
    }
    Note(InterfaceChange::kLayout, name, now.pair->files->after_path,
         now.item->line, absl::StrJoin(gone, "; "), absl::StrJoin(come, "; "));
  }

  void CompareMacro(const PairInterface& pair, absl::string_view name,
                    const InterfaceItem& before) {
    const std::string text = absl::StrJoin(before.parts, "; ");
    const OfferedItem now =
        FindNow(pair, name, pair.after.macros, macros_after_);
    if (now.item != nullptr) {
      if (*now.item == before) return;
      Note(InterfaceChange::kMacroChanged, name, now.pair->files->after_path,
           now.item->line, absl::StrJoin(PartsOnlyIn(before, *now.item), "; "),
           absl::StrJoin(PartsOnlyIn(*now.item, before), "; "));
      return;
    }
    const OfferedItem function =
        FindNow(pair, name, pair.after.signatures, declared_after_);
    if (function.item != nullptr) {
      Note(InterfaceChange::kMacroChanged, name,
           function.pair->files->after_path, function.item->line, text,
           absl::StrJoin(function.item->parts, "; "));
      return;
    }
    Note(InterfaceChange::kMacroGone, name, pair.files->before_path,
         before.line, text, "");
  }

  ConditionTable table_;
  std::vector<PairInterface> pairs_;
  Offered exports_before_;
  Offered exports_after_;
  OfferedByHeaders declared_before_;
  OfferedByHeaders declared_after_;
  OfferedByHeaders structures_after_;
  OfferedByHeaders macros_after_;
  std::vector<InterfaceChange> changes_;
};

std::vector<FilePair> PairsWhenOff(const DriverInterfaceQuestion& question) {
  std::vector<FilePair> pairs;
  for (const StackCode& file : question.stack) {
    if (!IsCode(file.path)) continue;
    const bool counts =
        file.base.has_value() || file.is_built || OffersTypes(file.path);
    if (!counts) continue;
    pairs.push_back({file.path, file.path, file.base, file.patched});
  }
  return pairs;
}

absl::StatusOr<std::vector<FilePair>> PairsWhenOn(
    const DriverInterfaceQuestion& question, std::vector<Bytes>* texts) {
  std::map<absl::string_view, absl::string_view> originals;
  std::set<absl::string_view> replaced;
  for (const StandIn& stand_in : question.stand_ins) {
    originals.emplace(stand_in.path, stand_in.original);
    replaced.insert(stand_in.original);
  }
  std::vector<FilePair> pairs;
  for (const StackCode& file : question.stack) {
    if (!IsCode(file.path) || replaced.count(file.path) > 0) continue;
    FilePair pair{file.path, file.path, file.base, file.patched};
    const auto original = originals.find(file.path);
    if (original != originals.end() && question.base != nullptr) {
      const auto found = FindFile(*question.base, original->second);
      if (!found.ok()) return found.status();
      if (found->has_value() && IsPlainFile((*found)->mode)) {
        absl::StatusOr<Bytes> bytes = (*found)->blob.Read();
        if (!bytes.ok()) return bytes.status();
        texts->push_back(*std::move(bytes));
        pair.before_path = std::string(original->second);
        pair.before = absl::string_view(*texts->back());
      }
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

auto SortKey(const InterfaceChange& change) {
  return std::tie(change.path, change.line, change.name, change.kind,
                  change.before, change.after);
}

}  // namespace

absl::string_view Name(InterfaceChange::Kind kind) {
  switch (kind) {
    case InterfaceChange::kExportGone:
      return "export gone";
    case InterfaceChange::kExportNew:
      return "export new";
    case InterfaceChange::kExportChanged:
      return "export changed";
    case InterfaceChange::kSignature:
      return "signature";
    case InterfaceChange::kStructureGone:
      return "structure gone";
    case InterfaceChange::kLayout:
      return "layout";
    case InterfaceChange::kMacroGone:
      return "macro gone";
    case InterfaceChange::kMacroChanged:
      return "macro changed";
  }
  return "export gone";
}

absl::StatusOr<std::vector<InterfaceChange>> CompareDriverInterface(
    const DriverInterfaceQuestion& question) {
  std::vector<InterfaceChange> all;
  for (InterfaceChange& change :
       InterfaceComparison(PairsWhenOff(question), question.off).Compare()) {
    change.when_off = true;
    all.push_back(std::move(change));
  }
  std::vector<Bytes> texts;
  const auto on = PairsWhenOn(question, &texts);
  if (!on.ok()) return on.status();
  for (InterfaceChange& change :
       InterfaceComparison(*on, question.on).Compare()) {
    change.when_on = true;
    all.push_back(std::move(change));
  }
  std::sort(all.begin(), all.end(),
            [](const InterfaceChange& a, const InterfaceChange& b) {
              return SortKey(a) < SortKey(b);
            });
  std::vector<InterfaceChange> result;
  for (InterfaceChange& change : all) {
    if (!result.empty() && SortKey(result.back()) == SortKey(change)) {
      result.back().when_off |= change.when_off;
      result.back().when_on |= change.when_on;
    } else {
      result.push_back(std::move(change));
    }
  }
  return result;
}

}  // namespace patchgraph
