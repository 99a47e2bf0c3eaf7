#include "cli/arguments.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/exit_status.h"
#include "engine/text/nearest_name.h"

namespace patchgraph {
namespace {

// Where the description of an option begins.
constexpr int kOptionColumn = 24;

// The first argument that nothing takes, and what it may have meant.
std::string Unexpected(const CLI::App& parser, const std::string& argument) {
  std::vector<std::string> names;
  for (const CLI::Option* option : parser.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back(absl::StrCat("--", name));
    }
  }
  const std::string given = argument.substr(0, argument.find('='));
  const bool is_option = absl::StartsWith(given, "-");
  return absl::StrCat(is_option ? "there is no option " : "one too many: ",
                      given, is_option ? DidYouMean(given, names) : "");
}

// Help without CLI11's notes of which option excludes which: using both says
// so.
class PlainHelp : public CLI::Formatter {
 public:
  std::string make_option_opts(const CLI::Option* option) const override {
    const bool has_value = option->get_type_size() != 0;
    return has_value ? absl::StrCat(" ", option->get_type_name()) : "";
  }
};

int Complain(const CLI::App& parser, absl::string_view what,
             const CliStreams& streams) {
  return Fail(
      absl::InvalidArgumentError(absl::StrCat(
          parser.get_name(), ": ", absl::StrReplaceAll(what, {{"\n", " "}}))),
      streams);
}

}  // namespace

std::unique_ptr<CLI::App> MakeParser(absl::string_view command,
                                     absl::string_view description,
                                     absl::string_view notes) {
  auto parser = std::make_unique<CLI::App>(std::string(description),
                                           std::string(command));
  parser->footer(std::string(notes));
  parser->formatter(std::make_shared<PlainHelp>());
  parser->get_formatter()->column_width(kOptionColumn);
  return parser;
}

absl::optional<int> ParseArguments(const std::vector<std::string>& arguments,
                                   const CliStreams& streams,
                                   CLI::App* parser) {
  // CLI11 takes its arguments off the end.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  try {
    parser->parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    streams.out << parser->help("patchgraph");
    return kExitClean;
  } catch (const CLI::ExtrasError& error) {
    const std::vector<std::string> left = parser->remaining();
    return Complain(*parser,
                    left.empty() ? std::string(error.what())
                                 : Unexpected(*parser, left.front()),
                    streams);
  } catch (const CLI::Error& error) {
    return Complain(*parser, error.what(), streams);
  }
  return absl::nullopt;
}

}  // namespace patchgraph
