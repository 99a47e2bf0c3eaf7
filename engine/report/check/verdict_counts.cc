#include "engine/report/check/verdict_counts.h"

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace patchgraph {
namespace {

const google::protobuf::FieldDescriptor* FieldOf(absl::string_view verdict) {
  return VerdictCounts::descriptor()->FindFieldByName(std::string(verdict));
}

}  // namespace

void AddVerdict(absl::string_view verdict, VerdictCounts* counts) {
  const google::protobuf::FieldDescriptor* field = FieldOf(verdict);
  if (field == nullptr) return;
  const google::protobuf::Reflection* fields = VerdictCounts::GetReflection();
  fields->SetInt32(counts, field, fields->GetInt32(*counts, field) + 1);
}

int CountOf(Verdict verdict, const VerdictCounts& counts) {
  const google::protobuf::FieldDescriptor* field = FieldOf(Name(verdict));
  if (field == nullptr) return 0;
  return VerdictCounts::GetReflection()->GetInt32(counts, field);
}

}  // namespace patchgraph
