#include "engine/kbuild/built_files.h"

#include <cstddef>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "engine/graph/kbuild_names.h"
#include "engine/kbuild/makefile_lists.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

constexpr int kMostNestedObjects = 8;

std::string InFolder(absl::string_view folder, absl::string_view name) {
  return NormalizedPath(absl::StrCat(folder, "/", name));
}

// What the lists of the top makefiles and of the others are called.
bool IsListOfTheTop(absl::string_view list) {
  for (const absl::string_view stem :
       {"core-", "drivers-", "net-", "libs-", "init-", "virt-", "head-"}) {
    if (absl::StartsWith(list, stem)) return true;
  }
  return false;
}

}  // namespace

class BuildWalk {
 public:
  BuildWalk(const Tree& tree, const SymbolSettings& settings)
      : tree_(tree), settings_(settings) {}

  absl::StatusOr<BuiltFiles> Walk() {
    if (auto status = ReadTop("Makefile", ""); !status.ok()) return status;
    auto architectures = tree_.List("arch");
    if (architectures.ok()) {
      for (const NamedNode& architecture : *architectures) {
        const std::string& name = architecture.name;
        const auto status =
            ReadTop(absl::StrCat("arch/", name, "/Makefile"), name);
        if (!status.ok()) return status;
      }
    }
    while (!open_folders_.empty()) {
      const std::string folder = std::move(open_folders_.back());
      open_folders_.pop_back();
      if (auto status = ReadFolder(folder); !status.ok()) return status;
    }
    return std::move(result_);
  }

 private:
  absl::StatusOr<absl::optional<std::string>> ReadText(
      absl::string_view path) const {
    auto file = FindFile(tree_, path);
    if (!file.ok()) return file.status();
    if (!file->has_value() || !IsPlainFile((*file)->mode)) return absl::nullopt;
    auto bytes = (*file)->blob.Read();
    if (!bytes.ok()) return bytes.status();
    return absl::optional<std::string>(**bytes);
  }

  MakefileOptions Options(absl::string_view architecture) const {
    MakefileOptions options;
    if (!architecture.empty()) {
      options.bindings["ARCH"] = std::string(architecture);
      options.bindings["SRCARCH"] = std::string(architecture);
    }
    options.includes = [this](absl::string_view path) {
      auto text = ReadText(path);
      return text.ok() ? *std::move(text) : absl::nullopt;
    };
    return options;
  }

  absl::Status ReadTop(const std::string& path,
                       absl::string_view architecture) {
    auto text = ReadText(path);
    if (!text.ok()) return text.status();
    if (!text->has_value()) return absl::OkStatus();
    MakeGuards guards;
    const MakefileOptions options = Options(architecture);
    Makefile makefile(path, **text, settings_, options, &guards);
    ReadLists(&makefile, "", true, &guards);
    return absl::OkStatus();
  }

  absl::Status ReadFolder(const std::string& folder) {
    for (const absl::string_view name : {"Kbuild", "Makefile"}) {
      const std::string path = absl::StrCat(folder, "/", name);
      auto text = ReadText(path);
      if (!text.ok()) return text.status();
      if (!text->has_value()) continue;
      MakeGuards guards;
      const MakefileOptions options = Options("");
      Makefile makefile(path, **text, settings_, options, &guards);
      ReadLists(&makefile, folder, false, &guards);
      break;
    }
    return absl::OkStatus();
  }

  void ReadLists(Makefile* makefile, const std::string& folder, bool is_top,
                 MakeGuards* guards) {
    makefile_ = makefile;
    guards_ = guards;
    std::set<absl::string_view> lists(ObjectLists().begin(),
                                      ObjectLists().end());
    lists.insert("targets");
    for (const absl::string_view list : lists) {
      if (!makefile->IsAssigned(list)) continue;
      if (is_top != IsListOfTheTop(list)) continue;
      for (const MakePart& word : makefile->Words(list)) {
        Add(folder, word, list == "targets", 0);
      }
    }
    const std::vector<KbuildWarning>& warnings = makefile->warnings();
    result_.warnings_.insert(result_.warnings_.end(), warnings.begin(),
                             warnings.end());
    if (makefile->exhausted() || guards->exhausted()) {
      result_.unsure_folders_.insert({folder, {makefile->path(), 0}});
    }
  }

  void Add(const std::string& folder, const MakePart& word, bool is_target,
           int depth) {
    if (word.guard == kNever || depth > kMostNestedObjects) return;
    const BuildLine line = {makefile_->path(), word.line};
    absl::string_view name = word.text;
    if (HasUnknown(name)) {
      // What was there before a top makefile's own words is the other's.
      if (!folder.empty() && !is_target) {
        result_.unsure_folders_.insert({folder, line});
        EnterNamed(folder, name, line);
      }
      return;
    }
    if (absl::ConsumeSuffix(&name, "/") ||
        absl::ConsumeSuffix(&name, "/built-in.o") ||
        absl::ConsumeSuffix(&name, "/lib.a")) {
      Enter(InFolder(folder, name), line);
      return;
    }
    const bool is_object = absl::ConsumeSuffix(&name, ".o");
    MakeGuard composite = kNever;
    for (const absl::string_view suffix : {"-objs", "-y", "-m"}) {
      const std::string list = absl::StrCat(name, suffix);
      if (!makefile_->IsAssigned(list) || is_target) continue;
      for (MakePart part : makefile_->Words(list)) {
        part.guard = guards_->And(part.guard, word.guard);
        composite = guards_->Or(composite, part.guard);
        if (part.text != word.text) Add(folder, part, false, depth + 1);
      }
    }
    if (guards_->AndNot(word.guard, composite) == kNever) return;
    const std::string source = InFolder(folder, name);
    for (const absl::string_view suffix : {".c", ".S", ".s"}) {
      AddSource(absl::StrCat(source, suffix), line);
    }
    if (!is_object) AddSource(source, line);
  }

  // A command that picks objects is given folders too, and leaves them alone.
  void EnterNamed(const std::string& folder, absl::string_view expression,
                  const BuildLine& line) {
    const auto is_of_path = [](char byte) {
      return absl::ascii_isalnum(byte) || byte == '_' || byte == '-' ||
             byte == '.' || byte == '/';
    };
    for (std::size_t at = 0; at < expression.size();) {
      std::size_t end = at;
      while (end < expression.size() && is_of_path(expression[end])) ++end;
      absl::string_view path = expression.substr(at, end - at);
      if (absl::ConsumeSuffix(&path, "/") && !path.empty() && path[0] != '/') {
        Enter(InFolder(folder, path), line);
      }
      at = end + 1;
    }
  }

  void AddSource(const std::string& path, const BuildLine& line) {
    const std::string folder(ParentDirectory(path));
    const auto [names, is_new] = names_.try_emplace(folder);
    if (is_new) {
      auto nodes = tree_.List(folder);
      if (nodes.ok()) {
        for (const NamedNode& node : *nodes) {
          if (!node.node.is_directory) names->second.insert(node.name);
        }
      }
    }
    const std::string name =
        folder.empty() ? path : path.substr(folder.size() + 1);
    if (names->second.count(name) > 0) result_.files_.insert({path, line});
  }

  void Enter(const std::string& folder, const BuildLine& line) {
    if (folder.empty()) return;
    const bool is_new =
        result_.files_.insert({absl::StrCat(folder, "/"), line}).second;
    if (is_new) open_folders_.push_back(folder);
  }

  const Tree& tree_;
  const SymbolSettings& settings_;
  BuiltFiles result_;
  std::vector<std::string> open_folders_;
  std::map<std::string, std::set<std::string>> names_;  // of files, by folder
  Makefile* makefile_ = nullptr;                        // being read
  MakeGuards* guards_ = nullptr;
};

Building BuiltFiles::Of(absl::string_view path) const {
  if (files_.find(path) != files_.end()) return Building::kSometimes;
  const bool is_source = absl::EndsWith(path, ".c") ||
                         absl::EndsWith(path, ".S") ||
                         absl::EndsWith(path, ".s");
  return is_source && unsure_folders_.find(ParentDirectory(path)) !=
                          unsure_folders_.end()
             ? Building::kMaybe
             : Building::kNever;
}

absl::StatusOr<BuiltFiles> FindBuiltFiles(const Tree& tree,
                                          const SymbolSettings& settings) {
  return BuildWalk(tree, settings).Walk();
}

std::vector<IncludeFolder> IncludeFoldersOf(Makefile* makefile) {
  std::vector<IncludeFolder> folders;
  for (const std::string& variable : makefile->AssignedNames()) {
    // What a symbol that is off leaves of a name: nobody reads it.
    if (absl::EndsWith(variable, "-")) continue;
    for (const MakePart& word : makefile->Words(variable)) {
      absl::string_view text = word.text;
      if (absl::ConsumePrefix(&text, "-I") && !text.empty()) {
        folders.push_back({Readable(text), variable, word.line});
      }
    }
  }
  return folders;
}

}  // namespace patchgraph
