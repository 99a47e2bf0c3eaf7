#include "engine/merge/fingerprints.h"

namespace patchgraph {

absl::StatusOr<int> Fingerprints::Compare(const Version& a, const Version& b,
                                          int minimum) {
  if (!a.IsPlainFile() || !b.IsPlainFile()) return 0;
  const auto a_size = SizeOf(a.blob);
  if (!a_size.ok()) return a_size.status();
  const auto b_size = SizeOf(b.blob);
  if (!b_size.ok()) return b_size.status();
  if (!SizesAllowSimilarity(*a_size, *b_size, minimum)) return 0;
  const auto a_print = Of(a.blob);
  if (!a_print.ok()) return a_print.status();
  const auto b_print = Of(b.blob);
  if (!b_print.ok()) return b_print.status();
  return Similarity(**a_print, **b_print);
}

absl::StatusOr<size_t> Fingerprints::SizeOf(const Blob& blob) {
  const auto known = sizes_.find(blob.id());
  if (known != sizes_.end()) return known->second;
  auto size = blob.Size();
  if (size.ok()) sizes_.emplace(blob.id(), *size);
  return size;
}

absl::StatusOr<const Fingerprint*> Fingerprints::Of(const Blob& blob) {
  const auto known = prints_.find(blob.id());
  if (known != prints_.end()) return &known->second;
  const auto bytes = blob.Read();
  if (!bytes.ok()) return bytes.status();
  return &prints_.emplace(blob.id(), Fingerprint(**bytes)).first->second;
}

}  // namespace patchgraph
