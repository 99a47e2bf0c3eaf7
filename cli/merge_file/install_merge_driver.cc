#include "cli/merge_file/install_merge_driver.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"
#include "cli/merge_file/driver_settings.h"
#include "cli/merge_file/git_program.h"
#include "cli/merge_file/input_texts.h"
#include "cli/replace_file.h"
#include "cli/report/shell_word.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Has git ask patchgraph for every file that both sides have changed, in\n"
    "merge, rebase, cherry-pick, revert and stash, and offers it as a\n"
    "mergetool. What git merges cleanly stays what git makes of it, and so\n"
    "does what nothing settles.";

constexpr char kNotes[] =
    "Without --attributes it is for all files (--all): it becomes what git\n"
    "merges with where no attribute says otherwise (merge.default).\n"
    "\n"
    "Examples:\n"
    "  patchgraph install-merge-driver\n"
    "  patchgraph install-merge-driver --attributes '*.c *.h Kconfig'\n"
    "  patchgraph install-merge-driver --global --auto off\n"
    "  patchgraph install-merge-driver --uninstall\n"
    "\n"
    "Exit status: 0 done, 2 wrong usage or bad input.";

constexpr absl::string_view kDefaultKey = "merge.default";
constexpr absl::string_view kDriver = "patchgraph";
constexpr absl::string_view kSections[] = {"merge.patchgraph",
                                           "mergetool.patchgraph"};

struct InstallArguments {
  std::string attributes;  // patterns with space between them
  std::string mode = "safe";
  std::string program;     // empty: ours
  std::string repository;  // a folder; empty: the one we stand in
  bool for_all = false;
  bool for_user = false;  // --global
  bool uninstall = false;
};

absl::optional<int> Parse(const std::vector<std::string>& arguments,
                          const CliStreams& streams, InstallArguments* parsed) {
  const std::unique_ptr<CLI::App> parser =
      MakeParser("install-merge-driver", kDescription, kNotes);
  CLI::Option* attributes =
      parser
          ->add_option("--attributes", parsed->attributes,
                       "For files that match one of these patterns alone, as\n"
                       "in .gitattributes, with space between them")
          ->type_name("PATTERNS");
  parser->add_flag("--all", parsed->for_all, "For all files (the default)")
      ->excludes(attributes);
  parser->add_flag("--global", parsed->for_user,
                   "For all repositories of the user");
  parser
      ->add_option("--auto", parsed->mode,
                   "safe, propose or off, as in merge-file (safe)")
      ->type_name("MODE")
      ->check(CLI::IsMember({"safe", "propose", "off"}).description(""));
  parser
      ->add_option("--program", parsed->program,
                   "What git is to run (this patchgraph)")
      ->type_name("FILE");
  parser
      ->add_option("--repository", parsed->repository,
                   "The git repository to write to")
      ->type_name("DIR");
  parser->add_flag("--uninstall", parsed->uninstall,
                   "Take out what was written");
  return ParseArguments(arguments, streams, parser.get());
}

// "patchgraph" where that is what a shell finds, else where it is.
std::string OwnProgram() {
  std::error_code error;
  const auto own = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return std::string(kDriver);
  const char* path = std::getenv("PATH");
  for (const absl::string_view folder :
       absl::StrSplit(path == nullptr ? "" : path, ':', absl::SkipEmpty())) {
    const std::string found = absl::StrCat(folder, "/", kDriver);
    if (access(found.c_str(), X_OK) != 0) continue;
    if (std::filesystem::equivalent(found, own, error)) {
      return std::string(kDriver);
    }
    break;
  }
  return ShellWord(own.string());
}

class Installer {
 public:
  Installer(const InstallArguments& arguments, const CliStreams& streams)
      : arguments_(arguments),
        streams_(streams),
        folder_(PathFrom(streams, arguments.repository.empty()
                                      ? "."
                                      : arguments.repository)) {}

  absl::Status Run() {
    if (!arguments_.for_user &&
        AskGit(folder_, {"rev-parse", "--git-dir"}).status != 0) {
      return absl::NotFoundError(
          absl::StrCat("there is no git repository at ", folder_,
                       " or above, or git cannot be run (--global is for all "
                       "repositories)"));
    }
    std::vector<std::string> patterns;
    for (const absl::string_view pattern :
         absl::StrSplit(arguments_.attributes, absl::ByAnyChar(" \t\n"),
                        absl::SkipEmpty())) {
      patterns.emplace_back(pattern);
    }
    if (arguments_.uninstall) return Uninstall();
    return Install(patterns);
  }

 private:
  GitAnswer Config(std::vector<std::string> words) const {
    words.insert(words.begin(),
                 {"config", arguments_.for_user ? "--global" : "--local"});
    return AskGit(folder_, words);
  }

  // Where --local or --global settings are kept.
  std::string ConfigFile() const {
    if (!arguments_.for_user) return GitPath("config");
    const char* global = std::getenv("GIT_CONFIG_GLOBAL");
    return global != nullptr ? global : "your git configuration (--global)";
  }

  std::string GitPath(const std::string& name) const {
    const std::string path =
        AskGit(folder_, {"rev-parse", "--git-path", name}).output;
    return absl::StartsWith(path, "/") || folder_ == "."
               ? path
               : absl::StrCat(folder_, "/", path);
  }

  std::string AttributesFile() const {
    if (!arguments_.for_user) return GitPath("info/attributes");
    const GitAnswer set =
        AskGit(folder_, {"config", "--type=path", "core.attributesFile"});
    if (set.status == 0 && !set.output.empty()) return set.output;
    const char* config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && *config != '\0') {
      return absl::StrCat(config, "/git/attributes");
    }
    const char* home = std::getenv("HOME");
    return absl::StrCat(home == nullptr ? "" : home, "/.config/git/attributes");
  }

  absl::Status Set(const std::string& key, const std::string& value) const {
    if (Config({"--replace-all", key, value}).status != 0) {
      return absl::UnavailableError(
          absl::StrCat("git cannot write ", key, " to ", ConfigFile()));
    }
    streams_.out << "  " << key << " = " << value << "\n";
    return absl::OkStatus();
  }

  // Writes our lines into the attributes, and says so where that is a change.
  absl::Status SetAttributes(const std::vector<std::string>& patterns) const {
    const std::string name = AttributesFile();
    std::string before;
    if (access(name.c_str(), F_OK) == 0) {
      auto text = ReadWholeFile(name);
      if (!text.ok()) return text.status();
      before = *std::move(text);
    }
    const std::string after = WithAttributes(before, patterns);
    if (after != before) {
      std::error_code error;
      std::filesystem::create_directories(
          std::filesystem::path(name).parent_path(), error);
      absl::Status written = ReplaceFile(name, after);
      if (!written.ok()) return written;
    }
    if (patterns.empty()) {
      if (after != before) streams_.out << name << ": our lines are out\n";
      return absl::OkStatus();
    }
    streams_.out << name << ":\n";
    for (const std::string& pattern : patterns) {
      streams_.out << "  " << pattern << " merge=" << kDriver << "\n";
    }
    return absl::OkStatus();
  }

  // merge.default, where it is ours to set.
  absl::Status SetDefault(bool for_all) const {
    const std::string key(kDefaultKey);
    const GitAnswer now = Config({"--get", key});
    const bool is_ours = now.status == 0 && now.output == kDriver;
    if (!for_all) {
      if (is_ours) Config({"--unset-all", key});
      return absl::OkStatus();
    }
    if (now.status == 0 && !is_ours) {
      return absl::FailedPreconditionError(absl::StrCat(
          "merge.default is ", now.output,
          " already; say which files are for patchgraph with --attributes"));
    }
    return Set(key, std::string(kDriver));
  }

  absl::Status Install(const std::vector<std::string>& patterns) const {
    const bool for_all = arguments_.attributes.empty();
    streams_.out << ConfigFile() << ":\n";
    absl::Status status = SetDefault(for_all);
    const std::string program = arguments_.program.empty()
                                    ? OwnProgram()
                                    : ShellWord(arguments_.program);
    for (const auto& [key, value] : DriverSettings(program, arguments_.mode)) {
      if (status.ok()) status = Set(key, value);
    }
    if (status.ok()) status = SetAttributes(patterns);
    if (!status.ok()) return status;
    streams_.out
        << "git asks patchgraph now where both sides changed a file"
        << (for_all ? "" : " of these")
        << ", and\n`git mergetool --tool=patchgraph` for what it left. To take "
           "this out again:\n  patchgraph install-merge-driver --uninstall"
        << (arguments_.for_user ? " --global" : "") << "\n";
    return absl::OkStatus();
  }

  absl::Status Uninstall() const {
    bool found = false;
    for (const absl::string_view section : kSections) {
      found |= Config({"--remove-section", std::string(section)}).status == 0;
    }
    absl::Status status = SetDefault(/*for_all=*/false);
    if (!status.ok()) return status;
    streams_.out << ConfigFile()
                 << (found ? ": patchgraph is no merge driver any more\n"
                           : ": there was nothing to take out\n");
    return SetAttributes({});
  }

  const InstallArguments& arguments_;
  const CliStreams& streams_;
  std::string folder_;
};

}  // namespace

int RunInstallMergeDriver(const std::vector<std::string>& arguments,
                          const CliStreams& streams) {
  InstallArguments parsed;
  const absl::optional<int> status = Parse(arguments, streams, &parsed);
  if (status.has_value()) return *status;
  const absl::Status done = Installer(parsed, streams).Run();
  return done.ok() ? kExitClean : Fail(done, streams);
}

}  // namespace patchgraph
