#include "engine/model/object_id.h"

#include "engine/model/blob.h"
#include "gtest/gtest.h"

namespace patchgraph {
namespace {

// The ids are what `git hash-object --stdin` prints.
TEST(HashBlob, AgreesWithGit) {
  EXPECT_EQ(HashBlob("").Hex(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
  EXPECT_EQ(HashBlob("hello\n").Hex(),
            "ce013625030ba8dba906f756967f9e9ca394464a");
}

TEST(ObjectId, TheNullIdIsNoBlob) {
  EXPECT_TRUE(ObjectId().IsNull());
  EXPECT_FALSE(HashBlob("").IsNull());
}

TEST(Blob, HoldsItsBytes) {
  const Blob blob = Blob::FromBytes(std::string("a\0b", 3));
  EXPECT_EQ(**blob.Read(), std::string("a\0b", 3));
  EXPECT_EQ(*blob.Size(), 3u);
  EXPECT_EQ(blob, Blob::FromBytes(std::string("a\0b", 3)));
  EXPECT_NE(blob, Blob::FromBytes("ab"));
}

TEST(Blob, TheNullBlobCannotBeRead) { EXPECT_FALSE(Blob().Read().ok()); }

}  // namespace
}  // namespace patchgraph
