#include "testdata/bench/merge_cases.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "engine/git/git_repository.h"
#include "engine/model/object_id.h"

namespace patchgraph {
namespace {

using Fields = google::protobuf::Struct;

std::string Field(const Fields& fields, const std::string& name) {
  const auto field = fields.fields().find(name);
  return field == fields.fields().end() ? "" : field->second.string_value();
}

std::shared_ptr<const std::string> ReadBlob(const Repositories& repositories,
                                            const std::string& hex) {
  const std::string bytes = absl::HexStringToBytes(hex);
  if (hex.size() != ObjectId().Hex().size() ||
      bytes.size() != ObjectId().bytes().size()) {
    return nullptr;
  }
  ObjectId::Raw raw;
  std::copy(bytes.begin(), bytes.end(), raw.begin());
  for (const auto& repository : repositories) {
    auto blob = repository->objects()->ReadBlob(ObjectId(raw));
    if (blob.ok()) return *blob;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<std::vector<MergeCase>> ReadMergeCases(
    const std::string& file, const Repositories& repositories, int* missing) {
  std::ifstream in(file);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", file));
  std::vector<MergeCase> cases;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    Fields fields;
    if (!google::protobuf::util::JsonStringToMessage(line, &fields).ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(file, ":", number, ": this is no JSON"));
    }
    MergeCase one;
    one.commit = Field(fields, "merge");
    if (one.commit.empty()) one.commit = Field(fields, "commit");
    one.kind = Field(fields, "kind");
    if (one.kind.empty()) one.kind = "merge";
    one.path = Field(fields, "path");
    one.ours_commit = Field(fields, "p1");
    one.theirs_commit = Field(fields, "p2");
    one.base = ReadBlob(repositories, Field(fields, "base"));
    one.ours = ReadBlob(repositories, Field(fields, "ours"));
    one.theirs = ReadBlob(repositories, Field(fields, "theirs"));
    one.result = ReadBlob(repositories, Field(fields, "result"));
    if (one.base && one.ours && one.theirs && one.result) {
      cases.push_back(std::move(one));
    } else {
      ++*missing;
    }
  }
  return cases;
}

}  // namespace patchgraph
