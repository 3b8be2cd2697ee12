# The programme file: YAML with messages for people, the programme itself, local time.
# libyaml is under libcyaml anyway; yaml.c asks it for the lines that libcyaml does not know.
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)

kaimen_library(km_programme
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/local_time.c
    ${CMAKE_CURRENT_LIST_DIR}/programme.c
    ${CMAKE_CURRENT_LIST_DIR}/programme_check.c
    ${CMAKE_CURRENT_LIST_DIR}/programme_check_activities.c
    ${CMAKE_CURRENT_LIST_DIR}/programme_check_zones.c
    ${CMAKE_CURRENT_LIST_DIR}/programme_schema.c
    ${CMAKE_CURRENT_LIST_DIR}/yaml.c
    ${CMAKE_CURRENT_LIST_DIR}/yaml_fit.c
  LINK km_core PkgConfig::CYAML PkgConfig::YAML)
