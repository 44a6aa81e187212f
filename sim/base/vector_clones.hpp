// How the hot loops are compiled: each kernel exists for AVX-512, AVX2 and plain x86-64, and the
// program takes the widest that the processor has when it starts. Products and sums are never
// contracted (-ffp-contract=off), every loop works lane by lane and sums run over a fixed number of
// lanes, so all variants give the same bits.
#pragma once

// Lets the compiler compute both arms of a choice, without which loops with one are not vectorised
// below AVX-512. Results are the same; only the processor's exception flags, which nobody reads,
// may differ.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-trapping-math")
// A root that must be able to set errno, which nobody reads either, is not vectorised.
#pragma GCC optimize("no-math-errno")
#endif

// Sanitizers instrument the resolver that picks a clone before they are ready themselves.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__OPTIMIZE__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FIREDRILL_HAS_CLONES 1
#else
#define FIREDRILL_HAS_CLONES 0
#endif

// The widest registers that the program is built for, in bits: less than 512 shows on one machine
// what another one does.
#ifndef FIREDRILL_WIDEST
#define FIREDRILL_WIDEST 512
#endif

// Before a kernel that the compiler vectorises by itself.
#if FIREDRILL_HAS_CLONES && FIREDRILL_WIDEST >= 512
#define FIREDRILL_VECTOR_CLONES \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#elif FIREDRILL_HAS_CLONES && FIREDRILL_WIDEST >= 256
#define FIREDRILL_VECTOR_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define FIREDRILL_VECTOR_CLONES
#endif

#if FIREDRILL_HAS_CLONES && FIREDRILL_WIDEST >= 256
// For loops over sixteen-bit numbers: with AVX-512 their remainder would be thirty-two.
#define FIREDRILL_NARROW_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define FIREDRILL_NARROW_CLONES
#endif

// Defines the function `declaration` as kernel<bytes of a register> with `arguments` (lanes.hpp).
// The compiler splits a vector that is wider than the registers well where it adds and multiplies,
// but number by number where it compares and chooses: on AVX2 a step took four times as long.
#define FIREDRILL_OF_WIDTH(bytes, declaration, kernel, arguments) \
    declaration {                                                 \
        return kernel<bytes> arguments;                           \
    }
#if FIREDRILL_HAS_CLONES && FIREDRILL_WIDEST >= 512
#define FIREDRILL_BY_WIDTH(declaration, kernel, arguments)                                    \
    __attribute__((target("default"))) FIREDRILL_OF_WIDTH(16, declaration, kernel, arguments) \
        __attribute__((target("arch=x86-64-v3")))                                             \
        FIREDRILL_OF_WIDTH(32, declaration, kernel, arguments)                                \
            __attribute__((target("arch=x86-64-v4")))                                         \
            FIREDRILL_OF_WIDTH(64, declaration, kernel, arguments)
#elif FIREDRILL_HAS_CLONES && FIREDRILL_WIDEST >= 256
#define FIREDRILL_BY_WIDTH(declaration, kernel, arguments)                                    \
    __attribute__((target("default"))) FIREDRILL_OF_WIDTH(16, declaration, kernel, arguments) \
        __attribute__((target("arch=x86-64-v3")))                                             \
        FIREDRILL_OF_WIDTH(32, declaration, kernel, arguments)
#else
#define FIREDRILL_BY_WIDTH(declaration, kernel, arguments) \
    FIREDRILL_OF_WIDTH(16, declaration, kernel, arguments)
#endif

// Tells the compiler that a row's width has no remainder.
#define FIREDRILL_WHOLE(width) ((width) & ~15)

// Helpers of a kernel must become part of it, or they are compiled for the plain processor.
#define FIREDRILL_INLINE inline __attribute__((always_inline))

// Before a loop over the pieces of a block: what each has of its own stays in registers.
#if defined(__clang__)
#define FIREDRILL_UNROLLED _Pragma("clang loop unroll(full)")
#else
#define FIREDRILL_UNROLLED _Pragma("GCC unroll 4")
#endif

// Before a loop whose passes do not depend on each other, whatever the compiler cannot prove about
// its pointers.
#if defined(__clang__)
#define FIREDRILL_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define FIREDRILL_INDEPENDENT _Pragma("GCC ivdep")
#endif
