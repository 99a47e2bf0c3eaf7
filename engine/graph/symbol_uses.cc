#include "engine/graph/symbol_uses.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/graph/c_names.h"
#include "engine/graph/kbuild_names.h"
#include "engine/graph/line_seeker.h"
#include "engine/graph/name_table.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

constexpr int kWholeFileChange = -1;
constexpr absl::string_view kConfigPrefix = "CONFIG_";

enum class FileKind { kOther, kC, kMakefile, kKconfig, kDefconfig };

FileKind KindOfFile(absl::string_view path) {
  if (IsMakefile(path)) return FileKind::kMakefile;
  if (IsKconfig(path)) return FileKind::kKconfig;
  if (IsCSource(path)) return FileKind::kC;
  if (IsDefconfig(path)) return FileKind::kDefconfig;
  return FileKind::kOther;
}

// One edit of a hunk. Views into the file's bytes.
struct EditAtHand {
  int hunk = 0;
  int line = 0;  // of the file before, from 0
  absl::string_view removed;
  absl::string_view added;
};

// One file of the patch at hand, with what is read of it.
struct FileAtHand {
  const FileStep* step = nullptr;
  int number = 0;  // of the patch's files
  FileKind kind = FileKind::kOther;
  Bytes before;  // only where lines are removed
  Bytes after;   // an empty text where the file is deleted
  std::vector<EditAtHand> edits;
  std::vector<absl::string_view> context;  // between and around the edits
};

// A place where a patch adds lines.
struct AddedLines {
  const FileAtHand* file = nullptr;
  const EditAtHand* edit = nullptr;
};

struct NewDefinition {
  std::string name;
  CDefinition definition;  // but for the name
  const FileAtHand* file = nullptr;
  int hunk = 0;
};

// Something that the patch at hand uses and an earlier one introduced.
struct FoundUse {
  AddedLines where;
  HunkKey needs;
  DependencyReason reason = DependencyReason::kUses;
  NameSpace space = NameSpace::kOrdinary;
  std::string name;
};

bool RemovesLines(const FileStep& step) {
  return std::any_of(
      step.hunks.begin(), step.hunks.end(), [](const HunkStep& hunk) {
        return std::any_of(
            hunk.edits.begin(), hunk.edits.end(),
            [](const Edit& edit) { return !edit.before().empty(); });
      });
}

bool IsWordAt(absl::string_view text, size_t begin, size_t end) {
  return (begin == 0 || !IsNameByte(text[begin - 1])) &&
         (end == text.size() || !IsNameByte(text[end]));
}

bool HasWord(absl::string_view text, absl::string_view word) {
  for (size_t at = text.find(word); at != absl::string_view::npos;
       at = text.find(word, at + 1)) {
    if (IsWordAt(text, at, at + word.size())) return true;
  }
  return false;
}

// Whether the file has the word outside of the lines that the patch adds.
bool HadWord(const FileAtHand& file, absl::string_view word) {
  if (!file.step->before.has_value()) return false;
  absl::string_view rest = *file.after;
  for (const EditAtHand& edit : file.edits) {
    const size_t kept = edit.added.data() - rest.data();
    if (HasWord(rest.substr(0, kept), word)) return true;
    rest.remove_prefix(kept + edit.added.size());
  }
  return HasWord(rest, word);
}

// Whether the patch takes the word out of a line of the file.
bool RemovesWord(const FileAtHand& file, absl::string_view word) {
  return std::any_of(
      file.edits.begin(), file.edits.end(),
      [&](const EditAtHand& edit) { return HasWord(edit.removed, word); });
}

// Whether the hunk takes lines away that have the name already: then a line was
// changed that used it before.
bool ReplacesUse(const AddedLines& where, absl::string_view name) {
  const std::vector<EditAtHand>& edits = where.file->edits;
  return std::any_of(edits.begin(), edits.end(), [&](const EditAtHand& edit) {
    return edit.hunk == where.edit->hunk &&
           absl::StrContains(edit.removed, name);
  });
}

// Finds the lines that the file's hunks are about.
void FindLines(FileAtHand* file) {
  LineSeeker before(file->before == nullptr ? absl::string_view()
                                            : *file->before);
  LineSeeker after(*file->after);
  for (size_t i = 0; i < file->step->hunks.size(); ++i) {
    const HunkStep& hunk = file->step->hunks[i];
    if (hunk.edits.empty()) continue;
    int at = hunk.after_begin;
    for (const Edit& edit : hunk.edits) {
      file->context.push_back(after.Range({at, edit.after_begin}));
      at = edit.after_end;
      EditAtHand found;
      found.hunk = static_cast<int>(i);
      found.line = edit.before_begin;
      found.added = after.Range(edit.after());
      if (!edit.before().empty()) found.removed = before.Range(edit.before());
      file->edits.push_back(found);
    }
    file->context.push_back(after.Range({at, hunk.after_end}));
  }
}

// "<linux/x.h>" -> "include/linux/x.h"; "\"x.h\"" -> beside the file.
std::string HeaderPath(absl::string_view quoted, absl::string_view includer) {
  const bool system = quoted[0] == '<';
  const absl::string_view name = quoted.substr(1, quoted.size() - 2);
  return JoinPath(system ? "include" : ParentDirectory(includer), name);
}

}  // namespace

struct SymbolUses::Impl {
  absl::StatusOr<std::vector<Dependency>> Add(const PatchStep& step,
                                              int patch_number);

  absl::Status Open(const FileStep& step, int number);
  // Calls `see` with the words of lines that were there before the patch.
  void SeeOldLines(const FileAtHand& file);
  void SeeNewLines(const FileAtHand& file);

  void Read(const AddedLines& added);
  void ReadC(const AddedLines& added);
  void ReadKconfig(const AddedLines& added);
  void ReadMakefile(const AddedLines& added);
  void ReadConfigNames(const AddedLines& added, absl::string_view text);

  void UseName(const AddedLines& where, const CUse& use);
  void UseHeader(const AddedLines& where, absl::string_view quoted);
  // `name` with its prefix.
  void UseConfig(const AddedLines& where, absl::string_view name);
  void UseBuilt(const AddedLines& where, const std::string& built);

  // Dependencies from what was found; at most one for two hunks and a reason.
  std::vector<Dependency> Dependencies() const;
  void Define();
  void NoteAddedFiles(const PatchStep& step);

  NameTable names;
  // The change that put a file at this path.
  absl::flat_hash_map<std::string, HunkKey> added_files;

  // Of the patch at hand.
  int patch = 0;
  std::vector<FileAtHand> files;
  std::vector<NewDefinition> definitions;
  std::vector<FoundUse> uses;
  CNames scratch;
};

absl::Status SymbolUses::Impl::Open(const FileStep& step, int number) {
  FileAtHand file;
  file.step = &step;
  file.number = number;
  file.kind =
      KindOfFile(step.after.has_value() ? step.new_path : step.old_path);
  if (file.kind == FileKind::kOther || step.hunks.empty()) {
    return absl::OkStatus();
  }
  file.after = std::make_shared<const std::string>();
  if (step.after.has_value()) {
    auto bytes = step.after->blob.Read();
    if (!bytes.ok()) return bytes.status();
    file.after = *std::move(bytes);
  }
  if (step.before.has_value() && RemovesLines(step)) {
    auto bytes = step.before->blob.Read();
    if (!bytes.ok()) return bytes.status();
    file.before = *std::move(bytes);
  }
  FindLines(&file);
  files.push_back(std::move(file));
  return absl::OkStatus();
}

void SymbolUses::Impl::SeeOldLines(const FileAtHand& file) {
  const auto see = [&](absl::string_view text) {
    ForEachWord(text, [&](absl::string_view word) { names.SeeOld(word); });
  };
  for (const absl::string_view lines : file.context) see(lines);
  for (const EditAtHand& edit : file.edits) see(edit.removed);
}

void SymbolUses::Impl::SeeNewLines(const FileAtHand& file) {
  for (const EditAtHand& edit : file.edits) {
    ForEachWord(edit.added,
                [&](absl::string_view word) { names.SeeNew(word, patch); });
  }
}

void SymbolUses::Impl::Read(const AddedLines& added) {
  switch (added.file->kind) {
    case FileKind::kC:
      return ReadC(added);
    case FileKind::kKconfig:
      return ReadKconfig(added);
    case FileKind::kMakefile:
      return ReadMakefile(added);
    case FileKind::kDefconfig:
      return ReadConfigNames(added, added.edit->added);
    case FileKind::kOther:
      return;
  }
}

void SymbolUses::Impl::ReadC(const AddedLines& added) {
  scratch.definitions.clear();
  scratch.uses.clear();
  const absl::string_view lines = added.edit->added;
  const absl::string_view file = *added.file->after;
  ReadCNames(file.substr(0, lines.data() - file.data()), lines, &scratch);
  for (const CDefinition& definition : scratch.definitions) {
    definitions.push_back({std::string(definition.name), definition, added.file,
                           added.edit->hunk});
  }
  for (const CUse& use : scratch.uses) {
    if (use.space == NameSpace::kHeader) {
      UseHeader(added, use.name);
    } else if (absl::StartsWith(use.name, kConfigPrefix)) {
      UseConfig(added, use.name);
    } else {
      UseName(added, use);
    }
  }
}

void SymbolUses::Impl::ReadKconfig(const AddedLines& added) {
  for (const absl::string_view line : absl::StrSplit(added.edit->added, '\n')) {
    const absl::string_view defined = ConfigDefinedIn(line);
    if (!defined.empty()) {
      definitions.push_back({absl::StrCat(kConfigPrefix, defined),
                             CDefinition(), added.file, added.edit->hunk});
    }
    for (const absl::string_view name : ConfigsAskedIn(line)) {
      UseConfig(added, absl::StrCat(kConfigPrefix, name));
    }
  }
}

void SymbolUses::Impl::ReadConfigNames(const AddedLines& added,
                                       absl::string_view text) {
  for (const absl::string_view name : ConfigNamesIn(text)) {
    UseConfig(added, name);
  }
}

void SymbolUses::Impl::ReadMakefile(const AddedLines& added) {
  const std::string folder(ParentDirectory(added.file->step->new_path));
  for (const absl::string_view line : absl::StrSplit(added.edit->added, '\n')) {
    ReadConfigNames(added, WithoutMakefileComment(line));
    for (const std::string& built : BuiltIn(line, folder)) {
      UseBuilt(added, built);
    }
  }
}

void SymbolUses::Impl::UseName(const AddedLines& where, const CUse& use) {
  const auto needs =
      names.Find(use, {where.file->step->new_path, *where.file->after});
  if (!needs.has_value()) return;
  uses.push_back({where, *needs, DependencyReason::kUses, use.space,
                  std::string(use.name)});
}

void SymbolUses::Impl::UseHeader(const AddedLines& where,
                                 absl::string_view quoted) {
  const std::string path = HeaderPath(quoted, where.file->step->new_path);
  const auto added = added_files.find(path);
  if (added == added_files.end()) return;
  uses.push_back({where, added->second, DependencyReason::kUses,
                  NameSpace::kHeader, path});
}

void SymbolUses::Impl::UseConfig(const AddedLines& where,
                                 absl::string_view name) {
  CUse use;
  use.name = name;
  const NamePlace place = {where.file->step->new_path, *where.file->after};
  auto needs = names.Find(use, place);
  if (!needs.has_value() && absl::ConsumeSuffix(&use.name, "_MODULE")) {
    needs = names.Find(use, place);
  }
  if (!needs.has_value()) return;
  uses.push_back({where, *needs, DependencyReason::kAsksSymbol,
                  NameSpace::kOrdinary, std::string(use.name)});
}

void SymbolUses::Impl::UseBuilt(const AddedLines& where,
                                const std::string& built) {
  absl::string_view stem = built;
  const bool object = absl::ConsumeSuffix(&stem, ".o");
  const std::vector<absl::string_view> ends =
      object ? std::vector<absl::string_view>{".c", ".S"}
             : std::vector<absl::string_view>{"Makefile", "Kbuild"};
  for (const absl::string_view end : ends) {
    const std::string path = absl::StrCat(stem, end);
    const auto added = added_files.find(path);
    if (added == added_files.end()) continue;
    uses.push_back({where, added->second, DependencyReason::kBuildsFile,
                    NameSpace::kHeader, object ? path : built});
    return;
  }
}

std::vector<Dependency> SymbolUses::Impl::Dependencies() const {
  std::set<std::pair<NameSpace, absl::string_view>> own;
  for (const NewDefinition& defined : definitions) {
    own.emplace(defined.definition.space, defined.name);
  }
  std::vector<Dependency> found;
  for (const FoundUse& use : uses) {
    if (own.count({use.space, use.name}) > 0) continue;
    absl::string_view name = use.name;
    if (use.reason == DependencyReason::kAsksSymbol) {
      absl::ConsumePrefix(&name, kConfigPrefix);
    } else if (use.space == NameSpace::kHeader) {
      name = BaseName(absl::StripSuffix(name, "/"));
      name = name.substr(0, name.rfind('.'));
    }
    if (ReplacesUse(use.where, name)) continue;
    Dependency dependency;
    dependency.hunk = {patch, use.where.file->number, use.where.edit->hunk};
    dependency.needs = use.needs;
    dependency.reason = use.reason;
    const bool known =
        std::any_of(found.rbegin(), found.rend(), [&](const Dependency& other) {
          return other.hunk == dependency.hunk &&
                 other.needs == dependency.needs &&
                 other.reason == dependency.reason;
        });
    if (known) continue;
    dependency.path = use.where.file->step->new_path;
    const int line = use.where.edit->line;
    dependency.lines = {line, line};
    dependency.name = use.name;
    found.push_back(std::move(dependency));
  }
  return found;
}

void SymbolUses::Impl::Define() {
  for (const NewDefinition& defined : definitions) {
    CDefinition definition = defined.definition;
    definition.name = defined.name;
    const std::string& path = defined.file->step->new_path;
    if (!names.IsNew(definition.name, patch)) continue;
    // What a program file declares is defined elsewhere.
    if (definition.declared_only && !absl::EndsWith(path, ".h")) continue;
    // A definition that was changed or moved within its file stays with the
    // patch that introduced it.
    if (names.IsDefinedIn(definition.name, path)
            ? RemovesWord(*defined.file, definition.name)
            : !names.IsDefined(definition.name) &&
                  HadWord(*defined.file, definition.name)) {
      names.SeeOld(definition.name);
      continue;
    }
    names.Define(definition, {patch, defined.file->number, defined.hunk}, path);
  }
}

void SymbolUses::Impl::NoteAddedFiles(const PatchStep& step) {
  for (size_t i = 0; i < step.files.size(); ++i) {
    const FileStep& file = step.files[i];
    const bool moved = file.old_path != file.new_path;
    const bool copy = file.kind == FileChange::Kind::kCopy;
    if (file.before.has_value() && !copy &&
        (moved || !file.after.has_value())) {
      added_files.erase(file.old_path);
    }
    if (moved && !copy) names.Rename(file.old_path, file.new_path);
    if (file.after.has_value() && (moved || !file.before.has_value())) {
      added_files[file.new_path] = {patch, static_cast<int>(i),
                                    kWholeFileChange};
    }
  }
}

absl::StatusOr<std::vector<Dependency>> SymbolUses::Impl::Add(
    const PatchStep& step, int patch_number) {
  patch = patch_number;
  files.clear();
  definitions.clear();
  uses.clear();
  files.reserve(step.files.size());
  for (size_t i = 0; i < step.files.size(); ++i) {
    absl::Status opened = Open(step.files[i], static_cast<int>(i));
    if (!opened.ok()) return opened;
  }
  for (const FileAtHand& file : files) SeeOldLines(file);
  for (const FileAtHand& file : files) {
    for (const EditAtHand& edit : file.edits) Read({&file, &edit});
  }
  std::vector<Dependency> found = Dependencies();
  for (const FileAtHand& file : files) SeeNewLines(file);
  NoteAddedFiles(step);
  Define();
  return found;
}

SymbolUses::SymbolUses() : impl_(std::make_unique<Impl>()) {}
SymbolUses::~SymbolUses() = default;

absl::StatusOr<std::vector<Dependency>> SymbolUses::Add(const PatchStep& step,
                                                        int patch) {
  return impl_->Add(step, patch);
}

}  // namespace patchgraph
