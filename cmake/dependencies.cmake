# Everything comes from Debian (tools/packages.txt); nothing is downloaded while configuring.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(glm REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(OpenAL CONFIG QUIET)
if(NOT TARGET OpenAL::OpenAL)
  pkg_check_modules(openal REQUIRED IMPORTED_TARGET openal)
  add_library(OpenAL::OpenAL ALIAS PkgConfig::openal)
endif()
find_package(assimp REQUIRED)
find_package(glfw3 REQUIRED)
find_package(OpenGL REQUIRED COMPONENTS EGL)
find_package(Freetype REQUIRED)
find_package(doctest REQUIRED)
pkg_check_modules(bullet REQUIRED IMPORTED_TARGET bullet)
find_package(GEOS REQUIRED)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(xxhash_pc REQUIRED IMPORTED_TARGET libxxhash)
add_library(xxhash ALIAS PkgConfig::xxhash_pc)

# glad: loader for OpenGL 3.3 core, generated here without the network (--reproducible keeps it from
# asking for the newest specification).
find_program(GLAD_EXE NAMES glad PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
if(NOT EXISTS ${CMAKE_BINARY_DIR}/glad/src/gl.c)
  execute_process(COMMAND ${GLAD_EXE} --quiet --reproducible --api gl:core=3.3
    --extensions GL_KHR_debug,GL_EXT_texture_filter_anisotropic
    --out-path ${CMAKE_BINARY_DIR}/glad c COMMAND_ERROR_IS_FATAL ANY)
endif()
add_library(glad STATIC ${CMAKE_BINARY_DIR}/glad/src/gl.c)
target_include_directories(glad SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/glad/include)

# Dear ImGui as Debian builds it: static, with the GLFW and OpenGL 3 backends; stb apart.
find_library(IMGUI_LIB imgui REQUIRED)
find_library(STB_LIB NAMES libstb.a stb REQUIRED)
add_library(imgui STATIC IMPORTED)
set_target_properties(imgui PROPERTIES IMPORTED_LOCATION ${IMGUI_LIB})
target_include_directories(imgui SYSTEM INTERFACE /usr/include/imgui /usr/include/imgui/backends /usr/include/stb)
target_link_libraries(imgui INTERFACE ${STB_LIB} glfw Freetype::Freetype ${CMAKE_DL_LIBS} m)
