# DuckDB as an imported target `duckdb::duckdb`: a system one where CMake finds it,
# else what script/install placed in .deps (library from the npm package
# @duckdb/node-bindings-*, C header from the npm package duckdb).
find_path(DUCKDB_INCLUDE_DIR duckdb.h HINTS ${CMAKE_SOURCE_DIR}/.deps/duckdb)
find_library(DUCKDB_LIBRARY duckdb HINTS ${CMAKE_SOURCE_DIR}/.deps/duckdb)
if(NOT DUCKDB_INCLUDE_DIR OR NOT DUCKDB_LIBRARY)
  message(FATAL_ERROR "DuckDB was not found. Run script/install, which places it in .deps/duckdb.")
endif()
add_library(duckdb::duckdb SHARED IMPORTED GLOBAL)
set_target_properties(duckdb::duckdb PROPERTIES
  IMPORTED_LOCATION ${DUCKDB_LIBRARY}
  IMPORTED_NO_SONAME ON
  INTERFACE_INCLUDE_DIRECTORIES ${DUCKDB_INCLUDE_DIR})
