#!/usr/bin/env python3
"""A tiled Merkle log as plain Python writes it: nodes hashed while leaves are appended, and proofs
of inclusion computed from stored tiles of 256 hashes. One core, standard library only.

usage: merkle.py SIZE SECONDS
"""
import hashlib
import json
import sys
import time

WIDTH = 256
sha256 = hashlib.sha256


def node(left, right):
    return sha256(b"\x01" + left + right).digest()


def tiles_of(leaves):
    """Rows of hashes by level of tiles, and how many nodes were hashed."""
    rows, nodes = [leaves], 0
    while len(rows[-1]) >= WIDTH:
        row, full = rows[-1], len(rows[-1]) // WIDTH
        above = []
        for tile in range(full):
            level = row[tile * WIDTH:(tile + 1) * WIDTH]
            while len(level) > 1:
                level = [node(level[i], level[i + 1]) for i in range(0, len(level), 2)]
                nodes += len(level)
            above.append(level[0])
        rows.append(above)
    return rows, nodes


def subtree(rows, start, size):
    """Hash of a perfect or right-hand subtree, from the highest tiles that hold it."""
    level, span = 0, size
    while span >= WIDTH and span % WIDTH == 0 and start % WIDTH ** (level + 1) == 0:
        level, span = level + 1, span // WIDTH
    if size & (size - 1):
        split = 1 << (size.bit_length() - 1)
        return node(subtree(rows, start, split), subtree(rows, start + split, size - split))
    first = start // WIDTH ** level
    hashes = rows[level][first:first + span]
    while len(hashes) > 1:
        hashes = [node(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]


def proof(rows, index, size):
    """RFC 6962 2.1.1: the path from a leaf to the root, lowest first."""
    path, start = [], 0
    while size > 1:
        split = 1 << ((size - 1).bit_length() - 1)
        if index - start < split:
            path.append(subtree(rows, start + split, size - split))
            size = split
        else:
            path.append(subtree(rows, start, split))
            start, size = start + split, size - split
    return path[::-1]


def main():
    size, seconds = int(sys.argv[1]), float(sys.argv[2])
    leaves = [sha256(b"\x00" + n.to_bytes(8, "big")).digest() for n in range(size)]
    began = time.perf_counter()
    rows, nodes = tiles_of(leaves)
    per_node = (time.perf_counter() - began) / nodes
    root = subtree(rows, 0, size)
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        index = done * 0x9E3779B1 % size
        path = proof(rows, index, size)
        done += 1
    took = time.perf_counter() - began
    assert root_from(leaves[index], index, size, path) == root, "the peer's own proof must hold"
    print(json.dumps({"nodes_per_second": 1 / per_node, "proofs_per_second": done / took}))


def root_from(leaf, index, size, path):
    """RFC 9162 2.1.3.2."""
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return r


main()
