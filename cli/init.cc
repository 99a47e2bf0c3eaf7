#include "cli/init.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "cli/arguments.h"
#include "cli/exit_status.h"

namespace patchgraph {
namespace {

constexpr char kDescription[] =
    "Writes a project file, patchgraph.textproto, that says which patches are\n"
    "carried on which base. It is a beginning: read it and change it. A file\n"
    "that is there already is left alone.";

constexpr char kNotes[] =
    "Example:\n"
    "  patchgraph init --base v6.1 --onto v6.6\n"
    "  patchgraph check\n"
    "\n"
    "Exit status: 0 written, 2 not.";

struct InitArguments {
  std::string config = "patchgraph.textproto";
  std::string stack = "patches";
  std::string base;
  std::string onto;
};

// Where series commonly are; the first that is there is taken.
std::string FindSeries(const CliStreams& streams) {
  for (const char* folder : {"debian/patches", "patches"}) {
    const std::string series = absl::StrCat(folder, "/series");
    if (std::ifstream(PathFrom(streams, series)).good()) return folder;
  }
  return "patches";
}

std::string Quoted(const std::string& text) {
  return absl::StrCat("\"", absl::CHexEscape(text), "\"");
}

std::string ProjectText(const InitArguments& arguments,
                        const std::string& series) {
  const std::string base = arguments.base.empty() ? "v6.1" : arguments.base;
  std::string text = absl::StrCat(
      "# What we carry, for patchgraph(1). Paths are relative to this file.\n"
      "\n"
      "# Where base and onto are looked up; else the repository this file is "
      "in.\n"
      "# repository: \"linux\"\n"
      "\n"
      "stack {\n"
      "  name: ",
      Quoted(arguments.stack),
      "\n"
      "  # A git revision, dir:FOLDER or an archive.\n"
      "  base: ",
      Quoted(base),
      "\n"
      "  # From the base upwards: quilt, git, mbox, diff, dir, dpatch, "
      "sparse.\n"
      "  layer { quilt: ",
      Quoted(series),
      " }\n"
      "}\n"
      "\n"
      "# Where the stack is to be moved to.\n");
  if (arguments.onto.empty()) {
    absl::StrAppend(&text, "# onto: \"v6.6\"\n");
  } else {
    absl::StrAppend(&text, "onto: ", Quoted(arguments.onto), "\n");
  }
  return text;
}

// Writes a new file; an old one is not touched.
absl::Status WriteNew(const std::string& path, const std::string& name,
                      const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wbx");
  if (file == nullptr && errno == EEXIST) {
    return absl::AlreadyExistsError(absl::StrCat(name, " is there already"));
  }
  if (file == nullptr) {
    return absl::UnavailableError(
        absl::StrCat("cannot write ", name, ": ", std::strerror(errno)));
  }
  const bool written =
      std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) != 0 || !written) {
    return absl::UnavailableError(absl::StrCat("cannot write ", name));
  }
  return absl::OkStatus();
}

}  // namespace

int RunInit(const std::vector<std::string>& arguments,
            const CliStreams& streams) {
  InitArguments parsed;
  const std::unique_ptr<CLI::App> parser =
      MakeParser("init", kDescription, kNotes);
  parser->add_option("--config", parsed.config, "The file to write")
      ->type_name("FILE");
  parser->add_option("--stack", parsed.stack, "What to call the stack")
      ->type_name("NAME");
  parser->add_option("--base", parsed.base, "The tree the patches are made for")
      ->type_name("TREE");
  parser->add_option("--onto", parsed.onto, "The tree to move them to")
      ->type_name("TREE");
  const absl::optional<int> status =
      ParseArguments(arguments, streams, parser.get());
  if (status.has_value()) return *status;
  const absl::Status written =
      WriteNew(PathFrom(streams, parsed.config), parsed.config,
               ProjectText(parsed, FindSeries(streams)));
  if (!written.ok()) return Fail(written, streams);
  streams.out << "wrote " << parsed.config << "; read it, then: patchgraph "
              << "check\n";
  return kExitClean;
}

}  // namespace patchgraph
