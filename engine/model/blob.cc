#include "engine/model/blob.h"

#include <utility>

#include "absl/status/status.h"

namespace patchgraph {

Blob Blob::FromBytes(std::string bytes) {
  Blob blob;
  blob.id_ = HashBlob(bytes);
  blob.bytes_ = std::make_shared<const std::string>(std::move(bytes));
  return blob;
}

Blob Blob::Stored(const ObjectId& id,
                  std::shared_ptr<const BlobSource> source) {
  Blob blob;
  blob.id_ = id;
  blob.source_ = std::move(source);
  return blob;
}

absl::StatusOr<Bytes> Blob::Read() const {
  if (bytes_ != nullptr) return bytes_;
  if (source_ == nullptr) {
    return absl::InternalError("a null blob has no content");
  }
  return source_->ReadBlob(id_);
}

absl::StatusOr<size_t> Blob::Size() const {
  if (bytes_ != nullptr) return bytes_->size();
  if (source_ == nullptr) {
    return absl::InternalError("a null blob has no size");
  }
  return source_->BlobSize(id_);
}

}  // namespace patchgraph
