#include "engine/kbuild/alive_files.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/kbuild/file_role.h"
#include "engine/kbuild/include_resolver.h"
#include "engine/kbuild/surviving_code.h"
#include "engine/model/repo_path.h"

namespace patchgraph {
namespace {

class LifeFinder {
 public:
  LifeFinder(const PatchedStack& stack, const BuiltFiles& built,
             const SymbolSettings& settings)
      : stack_(stack),
        built_(built),
        settings_(settings),
        resolver_(stack.patched()) {}

  absl::StatusOr<FileLives> Find() {
    absl::Status status = ReadArchitectures();
    if (!status.ok()) return status;
    ReadIncludes();
    for (std::size_t i = 0; i < stack_.files().size(); ++i) FindBuilt(i);
    // What is followed adds to the list.
    std::size_t at = 0;
    while (at < open_.size()) {
      status = FollowIncludes(open_[at++]);
      if (!status.ok()) return status;
    }
    return std::move(lives_);
  }

 private:
  absl::Status ReadArchitectures() {
    auto all = resolver_.AllArchitectures();
    if (!all.ok()) return all.status();
    architectures_ = *std::move(all);
    auto before = IncludeResolver(stack_.base()).AllArchitectures();
    if (!before.ok()) return before.status();
    base_architectures_ = *std::move(before);
    return absl::OkStatus();
  }

  void ReadIncludes() {
    const std::vector<StackedFile>& files = stack_.files();
    includes_.resize(files.size());
    tbb::parallel_for(std::size_t{0}, files.size(), [&](std::size_t i) {
      const auto text = files[i].patched_text();
      if (!text.has_value() || !IsCode(files[i].path)) return;
      includes_[i] = IncludesOf(files[i].path, *text, settings_);
    });
  }

  bool IsOfBase(const std::string& architecture) const {
    return architecture.empty() ||
           std::binary_search(base_architectures_.begin(),
                              base_architectures_.end(), architecture);
  }

  void FindBuilt(std::size_t number) {
    const StackedFile& file = stack_.files()[number];
    if (!file.after.has_value()) return;
    if (!file.is_new()) {
      open_.push_back(number);
      return;
    }
    if (!IsOfBase(PathArchitecture(file.path))) return;
    const bool is_makefile = RoleOf(file.path) == FileRole::kMakefile;
    const std::string folder = absl::StrCat(ParentDirectory(file.path), "/");
    FileLife life;
    life.building = built_.Of(is_makefile ? folder : file.path);
    if (life.building == Building::kNever) return;
    const auto& lines = life.building == Building::kMaybe
                            ? built_.unsure_folders()
                            : built_.files();
    const auto found = lines.find(is_makefile ? absl::string_view(folder)
                                  : life.building == Building::kMaybe
                                      ? ParentDirectory(file.path)
                                      : absl::string_view(file.path));
    if (found != lines.end()) {
      life.path = found->second.makefile;
      life.line = found->second.line;
    }
    lives_[file.path] = life;
    open_.push_back(number);
  }

  absl::Status FollowIncludes(std::size_t number) {
    const StackedFile& from = stack_.files()[number];
    const auto own = lives_.find(from.path);
    const Building building =
        own == lives_.end() ? Building::kSometimes : own->second.building;
    for (const SurvivingInclude& include : includes_[number]) {
      const auto targets =
          resolver_.Resolve(from.path, include.name, architectures_);
      if (!targets.ok()) return targets.status();
      for (const std::string& target : *targets) {
        const StackedFile* found = stack_.Find(target);
        if (found == nullptr || !found->is_new()) continue;
        FileLife& life = lives_[target];
        if (life.building >= building) continue;
        life = {building, from.path, include.line + 1, /*is_include=*/true};
        open_.push_back(
            static_cast<std::size_t>(found - stack_.files().data()));
      }
    }
    return absl::OkStatus();
  }

  const PatchedStack& stack_;
  const BuiltFiles& built_;
  const SymbolSettings& settings_;
  IncludeResolver resolver_;
  std::vector<std::string> architectures_;
  std::vector<std::string> base_architectures_;
  std::vector<std::vector<SurvivingInclude>> includes_;  // by file
  std::vector<std::size_t> open_;
  FileLives lives_;
};

}  // namespace

absl::StatusOr<FileLives> FindAliveFiles(const PatchedStack& stack,
                                         const BuiltFiles& built,
                                         const SymbolSettings& settings) {
  return LifeFinder(stack, built, settings).Find();
}

}  // namespace patchgraph
