#include "engine/kbuild/neutral_files.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/kbuild/compare_code.h"
#include "engine/kbuild/include_resolver.h"
#include "engine/kbuild/kconfig_settings.h"
#include "engine/kbuild/makefile_compare.h"
#include "engine/model/repo_path.h"
#include "engine/text/diff.h"
#include "engine/text/text_kind.h"

namespace patchgraph {
namespace {

std::vector<EditReach> EditsBetween(const StackedFile& file) {
  std::vector<EditReach> edits;
  for (const Edit& edit : Diff(Lines(file.base_text().value_or("")),
                               Lines(file.patched_text().value_or("")))) {
    edits.push_back({edit, false});
  }
  return edits;
}

FileNeutrality Answer(const StackedFile& file, Neutrality answer,
                      absl::string_view reason) {
  FileNeutrality result;
  result.answer = answer;
  result.reason = std::string(reason);
  result.edits = EditsBetween(file);
  if (answer == Neutrality::kNeutral) return result;
  for (EditReach& edit : result.edits) edit.reaches = true;
  return result;
}

MakefileSource SourceOf(const Tree& tree) {
  return [&tree](absl::string_view path) -> absl::optional<std::string> {
    const auto file = FindFile(tree, path);
    if (!file.ok() || !file->has_value() || !IsPlainFile((*file)->mode)) {
      return absl::nullopt;
    }
    const auto bytes = (*file)->blob.Read();
    if (!bytes.ok()) return absl::nullopt;
    return **bytes;
  };
}

// "arch/i386/kernel/Makefile:12".
std::string PlaceOf(const FileLife& life) {
  return life.line > 0 ? absl::StrCat(life.path, ":", life.line) : life.path;
}

// What a list of values asks for, without what is off.
std::map<std::string, SymbolValue, std::less<>> AskedWithout(
    absl::string_view path, absl::string_view text,
    const SymbolSettings& settings) {
  auto asked = ReadKconfigConfig(path, text).asked.values();
  for (auto value = asked.begin(); value != asked.end();) {
    const bool is_off = settings.Of(value->first) == SymbolValue::kOff;
    value = is_off ? asked.erase(value) : std::next(value);
  }
  return asked;
}

class FilesComparison {
 public:
  FilesComparison(const PatchedStack& stack, const NeutralFilesQuestion& asked)
      : stack_(stack), asked_(asked), settings_(*asked.settings) {}

  std::vector<NeutralFile> Compare() {
    const std::vector<StackedFile>& files = stack_.files();
    answers_.resize(files.size());
    tbb::parallel_for(std::size_t{0}, files.size(), [&](std::size_t i) {
      NeutralFile& answer = answers_[i];
      answer.path = files[i].path;
      answer.role = RoleOf(answer.path);
      answer.is_new = files[i].is_new();
      answer.is_gone = !files[i].after.has_value();
      answer.result = CompareFile(files[i], answer.role);
    });
    JudgeNewOnes();
    return std::move(answers_);
  }

 private:
  bool IsElsewhere(absl::string_view path) const {
    return !ArchitecturesMeet(PathArchitecture(path), asked_.architecture);
  }

  FileNeutrality CompareFile(const StackedFile& file, FileRole role) const {
    if (IsElsewhere(file.path)) {
      return Answer(file, Neutrality::kNeutral,
                    absl::StrCat("not of ", asked_.architecture));
    }
    if (role == FileRole::kProse) {
      return Answer(file, Neutrality::kNeutral, "no build reads it");
    }
    if (file.is_opaque()) {
      return Answer(file, Neutrality::kUnknown, "not a plain file");
    }
    if (role == FileRole::kKconfig) return CompareKconfigFile(file);
    if (role == FileRole::kDefconfig) return CompareValues(file);
    if (role == FileRole::kOther) return CompareUnknown(file);
    if (!file.is_new()) return CompareText(file, role);
    return CompareNew(file, role);
  }

  FileNeutrality CompareText(const StackedFile& file, FileRole role) const {
    if (role == FileRole::kCode) {
      return CompareCode(file.path, file.base_text(), file.patched_text(),
                         settings_);
    }
    MakefileCompareOptions options;
    options.base_includes = SourceOf(stack_.base());
    options.patched_includes = SourceOf(stack_.patched());
    return CompareMakefile(file.path, file.base_text(), file.patched_text(),
                           settings_, options);
  }

  FileNeutrality CompareNew(const StackedFile& file, FileRole role) const {
    const auto life = asked_.lives->find(file.path);
    if (life == asked_.lives->end()) {
      return Answer(file, Neutrality::kNeutral,
                    role == FileRole::kMakefile
                        ? "no makefile that counts enters its folder"
                        : "nothing builds or includes it");
    }
    const FileLife& alive = life->second;
    FileNeutrality result = CompareText(file, role);
    if (result.answer == Neutrality::kNeutral) {
      result.reason = "nothing of it is left";
    } else if (alive.building == Building::kMaybe) {
      result.answer = Neutrality::kUnknown;
      result.reason =
          absl::StrCat("only make knows whether it is built: ", PlaceOf(alive));
    } else if (result.answer == Neutrality::kChanged) {
      result.reason = absl::StrCat(
          PlaceOf(alive), alive.is_include              ? " includes it"
                          : role == FileRole::kMakefile ? " enters its folder"
                                                        : " builds it");
    }
    return result;
  }

  FileNeutrality CompareKconfigFile(const StackedFile& file) const {
    const auto known = asked_.kconfig->find(file.path);
    if (known != asked_.kconfig->end()) return known->second;
    return Answer(file, Neutrality::kNeutral,
                  "no Kconfig that counts reads it");
  }

  // A list of values changes what is built for who asks for that list.
  FileNeutrality CompareValues(const StackedFile& file) const {
    if (file.is_new()) {
      return Answer(file, Neutrality::kNeutral,
                    "a new list of values, for who asks for it");
    }
    const auto before =
        AskedWithout(file.path, file.base_text().value_or(""), settings_);
    const auto after =
        AskedWithout(file.path, file.patched_text().value_or(""), settings_);
    return before == after
               ? Answer(file, Neutrality::kNeutral, "")
               : Answer(file, Neutrality::kChanged, "asks for other values");
  }

  FileNeutrality CompareUnknown(const StackedFile& file) const {
    if (file.base_bytes != nullptr && file.patched_bytes != nullptr &&
        *file.base_bytes == *file.patched_bytes) {
      return Answer(file, Neutrality::kUnknown, "its mode changes");
    }
    return Answer(file, Neutrality::kUnknown,
                  "what a build does with it is not known");
  }

  // New files of no known kind. Lines that were there before cannot know their
  // names; what is named by one that counts counts itself.
  void JudgeNewOnes() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      const StackedFile& file = stack_.files()[i];
      if (!answers_[i].is_new || answers_[i].role != FileRole::kOther ||
          file.is_opaque() || IsElsewhere(file.path)) {
        continue;
      }
      open.push_back(i);
      answers_[i].result = Answer(file, Neutrality::kNeutral,
                                  "nothing that reaches the build names it");
    }
    for (bool more = true; more;) {
      more = false;
      for (const std::size_t i : open) {
        if (answers_[i].result.answer == Neutrality::kUnknown) continue;
        const std::string by = NamedBy(BaseName(answers_[i].path));
        if (by.empty()) continue;
        answers_[i].result = Answer(stack_.files()[i], Neutrality::kUnknown,
                                    absl::StrCat("named by ", by));
        more = true;
      }
    }
  }

  // The first file that names it in a line that reaches the build.
  std::string NamedBy(absl::string_view name) const {
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      const auto text = stack_.files()[i].patched_text();
      if (!text.has_value() || BaseName(answers_[i].path) == name) continue;
      const Lines lines(*text);
      for (const EditReach& edit : answers_[i].result.edits) {
        if (edit.reaches &&
            absl::StrContains(lines.Range(edit.edit.after()), name)) {
          return answers_[i].path;
        }
      }
    }
    return "";
  }

  const PatchedStack& stack_;
  const NeutralFilesQuestion& asked_;
  const SymbolSettings& settings_;
  std::vector<NeutralFile> answers_;
};

}  // namespace

std::vector<NeutralFile> CompareStackFiles(const PatchedStack& stack,
                                           const NeutralFilesQuestion& asked) {
  return FilesComparison(stack, asked).Compare();
}

}  // namespace patchgraph
