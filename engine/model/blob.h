// A file's bytes, at hand or to be read when asked for.

#ifndef PATCHGRAPH_ENGINE_MODEL_BLOB_H_
#define PATCHGRAPH_ENGINE_MODEL_BLOB_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "engine/model/object_id.h"

namespace patchgraph {

using Bytes = std::shared_ptr<const std::string>;

// Where blobs are read from by id. Implementations may be read from several
// threads at once.
class BlobSource {
 public:
  virtual ~BlobSource() = default;
  virtual absl::StatusOr<Bytes> ReadBlob(const ObjectId& id) const = 0;
  // The size in bytes, without reading the content where the source can.
  virtual absl::StatusOr<size_t> BlobSize(const ObjectId& id) const = 0;
};

// A value: copies share the bytes. Two blobs are equal when their ids are.
// The default value is the null blob, which is not an empty file.
class Blob {
 public:
  Blob() = default;
  static Blob FromBytes(std::string bytes);
  static Blob Stored(const ObjectId& id,
                     std::shared_ptr<const BlobSource> source);

  const ObjectId& id() const { return id_; }
  // A stored blob is read anew at each call: keep the result.
  absl::StatusOr<Bytes> Read() const;
  absl::StatusOr<size_t> Size() const;

  friend bool operator==(const Blob& a, const Blob& b) {
    return a.id_ == b.id_;
  }
  friend bool operator!=(const Blob& a, const Blob& b) { return !(a == b); }

 private:
  ObjectId id_;
  Bytes bytes_;
  std::shared_ptr<const BlobSource> source_;
};

}  // namespace patchgraph

#endif  // PATCHGRAPH_ENGINE_MODEL_BLOB_H_
