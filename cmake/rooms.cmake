# add_room(NAME DEPENDS rooms… LIBRARIES targets…)
# Builds sim/NAME/**.cpp as library NAME. Headers are included as "NAME/file.hpp"; the folder
# build/rooms/NAME holds one link, to sim/NAME, and is passed on only to rooms that depend on it.

add_library(firedrill_options INTERFACE)
target_compile_options(firedrill_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wno-missing-field-initializers
  # False alarms of GCC 12 on std::string and nested temporaries (GCC bugs 105651, 105562).
  -Wno-restrict -Wno-maybe-uninitialized
  # The same bits on every machine: no contraction to fused multiply-add unless code asks for it.
  -ffp-contract=off
  # Nobody reads errno or the exception flags of arithmetic; with them roots and choices are not
  # vectorised. No result changes.
  -fno-math-errno -fno-trapping-math)
if(FIREDRILL_SANITIZE)
  target_compile_options(firedrill_options INTERFACE -fsanitize=${FIREDRILL_SANITIZE}
    -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(firedrill_options INTERFACE -fsanitize=${FIREDRILL_SANITIZE})
endif()
# The widest vector registers that the program uses, in bits: 512, 256 or 128. Less than 512 shows
# what it does on a processor that has no AVX-512, or no AVX2.
set(FIREDRILL_WIDEST "" CACHE STRING "Widest vector registers in bits (512 unless set)")
if(FIREDRILL_WIDEST)
  target_compile_definitions(firedrill_options INTERFACE FIREDRILL_WIDEST=${FIREDRILL_WIDEST})
endif()

function(add_room NAME)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sim/${NAME}/*.cpp)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/rooms/${NAME})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/sim/${NAME} ${CMAKE_BINARY_DIR}/rooms/${NAME}/${NAME} SYMBOLIC)
  if(NOT SOURCES)
    return()
  endif()
  add_library(${NAME} STATIC ${SOURCES})
  target_include_directories(${NAME} PUBLIC ${CMAKE_BINARY_DIR}/rooms/${NAME})
  foreach(DEPENDENCY ${ROOM_DEPENDS})
    target_link_libraries(${NAME} PUBLIC ${DEPENDENCY})
  endforeach()
  foreach(LIBRARY ${ROOM_LIBRARIES})
    target_link_libraries(${NAME} PUBLIC ${LIBRARY})
  endforeach()
  target_link_libraries(${NAME} PRIVATE firedrill_options)
endfunction()
