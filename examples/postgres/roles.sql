CREATE ROLE hospital_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE hospital_web LOGIN PASSWORD :'web_password';
CREATE ROLE hospital_read LOGIN PASSWORD :'read_password';
CREATE DATABASE hospital OWNER hospital_owner;
REVOKE CONNECT ON DATABASE hospital FROM PUBLIC;
GRANT CONNECT ON DATABASE hospital TO hospital_web;
GRANT CONNECT ON DATABASE hospital TO hospital_read;
\connect hospital
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE hospital_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hospital_web;
ALTER DEFAULT PRIVILEGES FOR ROLE hospital_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO hospital_web;
