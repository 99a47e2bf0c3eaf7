#include "patchdb/resolution_text.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/text_format.h>

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/text/lines.h"
#include "patchdb/resolutions.pb.h"

namespace patchgraph {
namespace {

constexpr int kVersion = 1;
constexpr int kDeepestNesting = 4;

std::string Literal(absl::string_view text) {
  return absl::StrCat("\"", absl::CEscape(text), "\"");
}

void AddName(absl::string_view field, absl::string_view name,
             std::string* out) {
  if (name.empty()) return;
  absl::StrAppend(out, "  ", field, ": ", Literal(name), "\n");
}

void AddText(absl::string_view field, absl::string_view text,
             std::string* out) {
  if (text.empty()) return;
  absl::StrAppend(out, "  ", field, ":\n");
  const Lines lines(text);
  for (int i = 0; i < lines.size(); ++i) {
    absl::StrAppend(out, "    ", Literal(lines[i]), "\n");
  }
}

std::string Becomes(const Resolution& resolution) {
  if (resolution.conflict.scope != ConflictScope::kFile) return "";
  if (resolution.deleted) return "deleted";
  return absl::StrFormat("%06o", static_cast<int>(resolution.mode));
}

void AddResolution(const Resolution& resolution, std::string* out) {
  const ConflictIdentity& conflict = resolution.conflict;
  absl::StrAppend(out, "resolution {\n");
  AddName("scope", Name(conflict.scope), out);
  AddName("path", resolution.path, out);
  AddName("who", resolution.who, out);
  if (resolution.when != 0) {
    absl::StrAppend(out, "  when: ", resolution.when, "\n");
  }
  AddName("commit", resolution.commit, out);
  AddName("patch", resolution.patch, out);
  AddText("before", conflict.before, out);
  AddText("base", conflict.base, out);
  AddText("ours", conflict.ours, out);
  AddText("theirs", conflict.theirs, out);
  AddText("after", conflict.after, out);
  AddText("result", resolution.result, out);
  AddName("becomes", Becomes(resolution), out);
  absl::StrAppend(out, "}\n");
}

// Keeps the first error. Tells lines and columns from 1.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (!message_.empty()) return;
    message_ =
        absl::StrCat("line ", line + 1, ", column ", column + 1, ": ", message);
  }
  void AddWarning(int, int, const std::string&) override {}
  const std::string& message() const { return message_; }

 private:
  std::string message_;
};

bool FillBecomes(const std::string& becomes, Resolution* resolution) {
  if (resolution->conflict.scope != ConflictScope::kFile) {
    return becomes.empty();
  }
  if (becomes == "deleted") {
    resolution->deleted = true;
  } else if (becomes == "100755") {
    resolution->mode = FileMode::kExecutable;
  } else if (becomes != "100644") {
    return false;
  }
  return true;
}

// What is wrong with the entry; nothing where `resolution` is what it says.
std::string FromEntry(const ResolutionEntry& entry, Resolution* resolution) {
  const auto scope = ConflictScopeNamed(entry.scope());
  if (!scope.has_value()) return "it is of no known scope";
  ConflictIdentity& conflict = resolution->conflict;
  conflict.scope = *scope;
  conflict.before = entry.before();
  conflict.base = entry.base();
  conflict.ours = entry.ours();
  conflict.theirs = entry.theirs();
  conflict.after = entry.after();
  resolution->result = entry.result();
  resolution->path = entry.path();
  resolution->who = entry.who();
  resolution->when = entry.when();
  resolution->commit = entry.commit();
  resolution->patch = entry.patch();
  if (!FillBecomes(entry.becomes(), resolution)) {
    return "it does not say what becomes of the file";
  }
  return WhatIsWrongWith(*resolution);
}

}  // namespace

std::string ResolutionsAsText(absl::Span<const Resolution> resolutions) {
  std::string text = absl::StrCat(
      "# Resolutions of conflicts, for patchgraph(1).\nversion: ", kVersion,
      "\n");
  for (const Resolution& resolution : resolutions) {
    AddResolution(resolution, &text);
  }
  return text;
}

absl::StatusOr<ReadResolutions> ResolutionsFromText(absl::string_view text) {
  if (text.size() > kLargestResolutionsFile) {
    return absl::InvalidArgumentError("it is too large");
  }
  google::protobuf::io::ArrayInputStream input(text.data(),
                                               static_cast<int>(text.size()));
  google::protobuf::TextFormat::Parser parser;
  FirstError error;
  parser.RecordErrorsTo(&error);
  parser.SetRecursionLimit(kDeepestNesting);
  ResolutionsFile file;
  if (!parser.Parse(&input, &file)) {
    return absl::InvalidArgumentError(
        error.message().empty() ? "it is no textproto" : error.message());
  }
  if (file.version() != kVersion) {
    return absl::InvalidArgumentError(
        file.version() > kVersion ? "it was written by a newer patchgraph"
                                  : "it is no file of resolutions");
  }
  ReadResolutions read;
  for (int i = 0; i < file.resolution_size(); ++i) {
    Resolution resolution;
    const std::string wrong = FromEntry(file.resolution(i), &resolution);
    if (wrong.empty()) {
      read.resolutions.push_back(std::move(resolution));
    } else {
      read.left_out.push_back(absl::StrCat("resolution ", i + 1, ": ", wrong));
    }
  }
  return read;
}

}  // namespace patchgraph
