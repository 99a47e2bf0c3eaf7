// Prints the page of a report that is given as JSON:
//   page_of_json report.json >report.html
//   page_of_json check=check.json drift=drift.json ... >report.html
// A part of the report is given by its name, what a command prints with --json.

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "engine/report/html/html_report.h"
#include "engine/report/maintainability/report.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/json_util.h"

namespace {

// The report itself, or that part of it.
google::protobuf::Message* PartNamed(
    const std::string& name, patchgraph::MaintainabilityReport* report) {
  if (name.empty()) return report;
  const auto* field = report->GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated() ||
      field->message_type() == nullptr) {
    return nullptr;
  }
  return report->GetReflection()->MutableMessage(report, field);
}

}  // namespace

int main(int argc, char** argv) {
  patchgraph::MaintainabilityReport report;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const size_t equals = argument.find('=');
    const bool named = equals != std::string::npos;
    google::protobuf::Message* part =
        PartNamed(named ? argument.substr(0, equals) : "", &report);
    const std::string path = named ? argument.substr(equals + 1) : argument;
    std::ifstream file(path, std::ios::binary);
    const std::string json((std::istreambuf_iterator<char>(file)), {});
    if (part == nullptr || !file) {
      std::cerr << "cannot read " << argument << "\n";
      return 2;
    }
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = false;
    const auto status =
        google::protobuf::util::JsonStringToMessage(json, part, options);
    if (!status.ok()) {
      std::cerr << path << ": " << status.ToString() << "\n";
      return 2;
    }
  }
  const absl::StatusOr<std::string> html = patchgraph::HtmlReport(report);
  if (!html.ok()) {
    std::cerr << html.status().ToString() << "\n";
    return 1;
  }
  std::cout << *html;
  return std::cout.flush() ? 0 : 1;
}
