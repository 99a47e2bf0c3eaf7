#include "rules/path_rules.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "rules/kernel_rules.h"
#include "rules/rules.pb.h"

namespace patchgraph {
namespace {

using google::protobuf::TextFormat;

// "rules.textproto:3:9: what is wrong". Lines and columns count from 0 here.
std::string At(absl::string_view file, int line, int column,
               absl::string_view what) {
  return absl::StrCat(file, ":", line + 1, ":", column + 1, ": ", what);
}

// Keeps the first complaint of protobuf's parser; the others follow from it.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  explicit FirstError(absl::string_view file) : file_(file) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (message_.empty()) message_ = At(file_, line, column, message);
  }

  const std::string& message() const { return message_; }

 private:
  std::string file_;
  std::string message_;
};

re2::StringPiece ToPiece(absl::string_view text) {
  return re2::StringPiece(text.data(), text.size());
}

absl::StatusOr<std::shared_ptr<const re2::RE2>> Compile(
    const std::string& pattern, const std::string& name) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  // Paths are bytes: a pattern's "." is one of them.
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  auto compiled = std::make_shared<const re2::RE2>(pattern, options);
  if (!compiled->ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("bad pattern: ", compiled->error()));
  }
  std::string error;
  if (!compiled->CheckRewriteString(ToPiece(name), &error)) {
    return absl::InvalidArgumentError(
        absl::StrCat("the name does not fit this pattern: ", error));
  }
  return compiled;
}

}  // namespace

absl::StatusOr<PathRules> PathRules::Parse(absl::string_view text,
                                           absl::string_view file_name) {
  Rules rules;
  FirstError errors(file_name);
  TextFormat::ParseInfoTree places;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(&places);
  if (!parser.ParseFromString(std::string(text), &rules)) {
    return absl::InvalidArgumentError(errors.message());
  }
  const auto* subsystem_field =
      Rules::descriptor()->FindFieldByNumber(Rules::kSubsystemFieldNumber);
  const auto* path_field =
      Subsystem::descriptor()->FindFieldByNumber(Subsystem::kPathFieldNumber);
  PathRules result;
  for (int i = 0; i < rules.subsystem_size(); ++i) {
    const Subsystem& subsystem = rules.subsystem(i);
    const TextFormat::ParseInfoTree* place =
        places.GetTreeForNested(subsystem_field, i);
    if (subsystem.name().empty()) {
      const auto where = places.GetLocation(subsystem_field, i);
      return absl::InvalidArgumentError(
          At(file_name, where.line, where.column, "the subsystem has no name"));
    }
    for (int j = 0; j < subsystem.path_size(); ++j) {
      auto pattern = Compile(subsystem.path(j), subsystem.name());
      if (!pattern.ok()) {
        const auto where = place->GetLocation(path_field, j);
        return absl::InvalidArgumentError(At(
            file_name, where.line, where.column, pattern.status().message()));
      }
      result.rules_.push_back({*std::move(pattern), subsystem.name()});
    }
  }
  return result;
}

absl::StatusOr<PathRules> PathRules::Kernel() {
  return Parse(KernelRules(), "kernel.textproto");
}

std::string PathRules::SubsystemOf(absl::string_view path) const {
  constexpr int kGroups = 10;  // \0 to \9
  re2::StringPiece groups[kGroups];
  for (const Rule& rule : rules_) {
    if (!rule.pattern->Match(ToPiece(path), 0, path.size(),
                             re2::RE2::ANCHOR_BOTH, groups, kGroups)) {
      continue;
    }
    std::string name;
    if (rule.pattern->Rewrite(&name, rule.name, groups, kGroups)) return name;
  }
  return "other";
}

}  // namespace patchgraph
